import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A real OpenSSH server of this test, on loopback, with keys and settings of its own. */
export interface OpenSshServer {
  readonly port: number;
  /** Holds `id_ed25519`, which may log in as the user who runs the test. */
  readonly directory: string;
  readonly privateKey: string;
  /** `SHA256:…` by key type: ed25519, rsa, ecdsa. */
  readonly fingerprints: Readonly<Record<HostKeyType, string>>;
  /** Public halves, as lines. */
  readonly hostKeys: Readonly<Record<HostKeyType, string>>;
  /** Ends the server and every connection; `start` brings it back on the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Gives the server a new Ed25519 host key, as a reinstalled machine has. Restart it for that to count. */
  replaceHostKeys(): Promise<void>;
  dispose(): Promise<void>;
}

export type HostKeyType = "ed25519" | "rsa" | "ecdsa";

const TYPES: readonly HostKeyType[] = ["ed25519", "rsa", "ecdsa"];

export interface OpenSshServerOptions {
  /** Further lines of sshd_config. */
  readonly config?: readonly string[];
  readonly listenAddress?: string;
  /** Where the server writes its log; default: nowhere. */
  readonly logFile?: string;
}

/** Starts an {@link OpenSshServer}. Needs root, because sshd separates privileges. */
export async function startOpenSshServer(
  options: OpenSshServerOptions = {},
): Promise<OpenSshServer> {
  const { config = [], listenAddress = "127.0.0.1", logFile } = options;
  const directory = await mkdtemp(join(tmpdir(), "sshd-"));
  const port = await freePort();
  await writeKeys(directory);
  await writeFile(
    join(directory, "sshd_config"),
    [
      `Port ${port}`,
      `ListenAddress ${listenAddress}`,
      ...TYPES.map((type) => `HostKey ${directory}/host_${type}`),
      `AuthorizedKeysFile ${directory}/authorized_keys`,
      `PidFile ${directory}/sshd.pid`,
      "StrictModes no",
      "UsePAM no",
      "PermitRootLogin yes",
      "PasswordAuthentication no",
      "KbdInteractiveAuthentication no",
      `SetEnv HOME=${directory}`, // where no shell finds a slow start-up file
      ...config,
      "",
    ].join("\n"),
  );
  const power = createPower(directory, listenAddress, port, logFile);
  await power.start();
  return {
    port,
    directory,
    privateKey: await readFile(join(directory, "id_ed25519"), "utf8"),
    fingerprints: await eachType((type) => fingerprint(directory, type)),
    hostKeys: await eachType((type) => readFile(join(directory, `host_${type}.pub`), "utf8")),
    ...power,
    async replaceHostKeys() {
      await rm(join(directory, "host_ed25519"));
      await generate(directory, "host_ed25519", "ed25519");
    },
    async dispose() {
      await power.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function createPower(
  directory: string,
  address: string,
  port: number,
  logFile = "/dev/null",
): Pick<OpenSshServer, "start" | "stop"> {
  let server: ReturnType<typeof spawn> | undefined;
  return {
    async start() {
      await run("mkdir", ["-p", "/run/sshd"]);
      // A process group of its own: stopping it takes the sessions along, like a machine that goes down.
      server = spawn(
        "/usr/sbin/sshd",
        ["-D", "-E", logFile, "-f", join(directory, "sshd_config")],
        {
          stdio: ["ignore", "ignore", "ignore"],
          detached: true,
        },
      );
      await untilListening(address, port);
    },
    async stop() {
      if (server?.pid === undefined || server.exitCode !== null || server.signalCode !== null)
        return;
      const ended = once(server, "exit");
      await endSessions(server.pid);
      server.kill("SIGTERM");
      await ended;
    },
  };
}

// sshd's sessions leave its process group; they are its children until it ends.
async function endSessions(pid: number): Promise<void> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  for (const child of children.trim().split(/\s+/).filter(Boolean)) {
    try {
      process.kill(Number(child), "SIGKILL");
    } catch {
      // It ended by itself.
    }
  }
}

async function writeKeys(directory: string): Promise<void> {
  await Promise.all([
    ...TYPES.map((type) => generate(directory, `host_${type}`, type)),
    generate(directory, "id_ed25519", "ed25519"),
  ]);
  const publicKey = await readFile(join(directory, "id_ed25519.pub"));
  await writeFile(join(directory, "authorized_keys"), publicKey);
}

async function generate(directory: string, name: string, type: HostKeyType): Promise<void> {
  const bits = type === "rsa" ? ["-b", "2048"] : [];
  await run("ssh-keygen", [
    "-q",
    "-t",
    type,
    ...bits,
    "-N",
    "",
    "-C",
    name,
    "-f",
    join(directory, name),
  ]);
}

async function fingerprint(directory: string, type: HostKeyType): Promise<string> {
  const { stdout } = await run("ssh-keygen", ["-l", "-f", join(directory, `host_${type}.pub`)]);
  return stdout.split(" ")[1] ?? "";
}

async function eachType(
  read: (type: HostKeyType) => Promise<string>,
): Promise<Record<HostKeyType, string>> {
  const [ed25519 = "", rsa = "", ecdsa = ""] = await Promise.all(TYPES.map(read));
  return { ed25519, rsa, ecdsa };
}

/** A TCP port on loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function untilListening(address: string, port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const socket = connect(port, address);
    const isUp = await Promise.race([
      once(socket, "connect").then(() => true),
      new Promise<boolean>((resolve) => socket.once("error", () => resolve(false))),
    ]).catch(() => false);
    socket.destroy();
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`sshd does not listen on ${address}:${port}.`);
}
