import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";

import fc from "fast-check";

import { createRedactor, type Redactor } from "../../../provider/src/lib/redact";
import { createSshPool, type SshPool } from "../../../provider/src/transports/ssh/pool";
import type { SshTarget } from "../../../provider/src/transports/ssh/settings";
import {
  freePort,
  startOpenSshServer,
  type OpenSshServer,
} from "../../support/sshd/openssh-server";

const run = promisify(execFile);

let server: OpenSshServer;
let pool: SshPool;
let redactor: Redactor;
let target: SshTarget;

beforeAll(async () => {
  server = await startOpenSshServer();
});
afterAll(() => server.dispose());

beforeEach(() => {
  redactor = createRedactor();
  pool = createSshPool({ redactor, identity: { home: server.directory, agentSocket: undefined } });
  target = {
    name: "cp-1",
    address: "127.0.0.1",
    port: server.port,
    privateKey: server.privateKey,
    hostKey: server.fingerprints.ed25519,
    connectTimeoutMs: 3_000,
  };
});
afterEach(() => pool.dispose());

/** The target without one of its settings. */
function without(name: keyof SshTarget): SshTarget {
  const rest = Object.entries(target).filter(([key]) => key !== name);
  return { ...(Object.fromEntries(rest) as Partial<SshTarget>), address: target.address };
}

describe("a command", () => {
  test("runs in the root directory, in the C locale, without a shell in between", async () => {
    const session = await pool.connect(target);
    const script = 'pwd; echo "$LC_ALL"; printf "%s|" "$@"';
    const result = await session.exec(["sh", "-c", script, "sh", "a b", "$HOME", "it's"]);
    expect(result).toEqual({ exitCode: 0, stdout: "/\nC\na b|$HOME|it's|", stderr: "" });
  });

  test("gets any words as they are", async () => {
    const session = await pool.connect(target);
    const word = fc.string({ unit: "binary" }).filter((text) => !text.includes("\0"));
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 4 }), async (words) => {
        const { stdout } = await session.exec(["printf", "%s\\0", ...words]);
        expect(stdout.split("\0").slice(0, -1)).toEqual(words);
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    ["text", () => "grüße\n"],
    ["bytes", () => Buffer.from("grüße\n")],
    ["a stream", () => Readable.from([Buffer.from("grü"), Buffer.from("ße\n")])],
  ])("reads %s", async (_, input) => {
    const session = await pool.connect(target);
    await expect(session.exec(["cat"], { stdin: input() })).resolves.toMatchObject({
      stdout: "grüße\n",
    });
  });

  test("hands over lines as they come, with known secrets taken out everywhere", async () => {
    redactor.add("hunter2");
    const session = await pool.connect(target);
    const lines: string[] = [];
    const failed = session.exec(["sh", "-c", "echo to hunter2; echo also hunter2 >&2; exit 4"], {
      onLine: (line, stream) => lines.push(`${stream}: ${line}`),
    });
    await expect(failed).rejects.toMatchObject({
      name: "CommandError",
      exitCode: 4,
      message: "cp-1: sh ended with status 4: also (secret)",
      stdout: "to (secret)\n",
      stderr: "also (secret)\n",
    });
    expect(lines.sort()).toEqual(["stderr: also (secret)", "stdout: to (secret)"]);
  });

  test("may end with another accepted code", async () => {
    const session = await pool.connect(target);
    await expect(session.query(["sh", "-c", "exit 3"], { accept: [0, 3] })).resolves.toMatchObject({
      exitCode: 3,
    });
  });

  test("that asks what others ask at the same time runs once for all, whoever is cancelled", async () => {
    const sessions = await Promise.all([target, target, target].map((one) => pool.connect(one)));
    const asked = join(server.directory, "asked");
    const ask = ["sh", "-c", 'echo asked >>"$1"; sleep 0.2; cat "$1"', "sh", asked] as const;
    const leaver = new AbortController();
    const left = sessions[0]!.query(ask, { signal: leaver.signal });
    const answers = Promise.all(sessions.map((session) => session.query(ask)));
    setImmediate(() => leaver.abort());
    await expect(left).rejects.toMatchObject({ kind: "cancelled" });
    expect((await answers).map(({ stdout }) => stdout)).toEqual(sessions.map(() => "asked\n"));
    expect((await sessions[0]!.query(ask)).stdout).toBe("asked\nasked\n");
  });

  test("ended by a signal has the exit code of shells", async () => {
    const session = await pool.connect(target);
    await expect(session.exec(["sh", "-c", "kill -KILL $$"])).rejects.toMatchObject({
      exitCode: 137,
    });
  });

  test("that does not exist has the exit code of shells", async () => {
    const session = await pool.connect(target);
    await expect(session.exec(["no-such-program"])).rejects.toMatchObject({ exitCode: 127 });
  });

  test("that takes too long is ended on the machine, with all that it started", async () => {
    const session = await pool.connect(target);
    const slow = session.exec(["sh", "-c", "sleep 4711 & sleep 4712"], { timeoutMs: 300 });
    await expect(slow).rejects.toMatchObject({
      kind: "timeout",
      message: expect.stringContaining(
        "cp-1: sh did not end within its time limit of 300 ms",
      ) as string,
    });
    const { stdout } = await session.query(["ps", "-eo", "args"]);
    expect(stdout).not.toMatch(/^sleep 471/m);
  });

  test("that is cancelled is ended on the machine", async () => {
    const session = await pool.connect(target);
    const controller = new AbortController();
    const slow = session.exec(["sh", "-c", "echo up; sleep 4713"], {
      signal: controller.signal,
      onLine: () => controller.abort(),
    });
    await expect(slow).rejects.toMatchObject({ kind: "cancelled" });
    const { stdout } = await session.query(["ps", "-eo", "args"]);
    expect(stdout).not.toMatch(/^sleep 4713/m);
  });

  test("is not even started once it is cancelled", async () => {
    const session = await pool.connect(target);
    await expect(session.exec(["true"], { signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: "cancelled",
    });
  });
});

describe("streams", () => {
  test("carry data both ways", async () => {
    const session = await pool.connect(target);
    const running = await session.start(["cat"]);
    running.stdin.end("hello");
    let seen = "";
    for await (const chunk of running.stdout) seen += String(chunk);
    expect(seen).toBe("hello");
    await expect(running.done).resolves.toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  test("hold back a fast sender: 256 MB to a slow reader stay within 64 MB of memory", async () => {
    const session = await pool.connect(target);
    const running = await session.start(["sh", "-c", "sleep 1; cat >/dev/null"]);
    running.stdout.resume();
    const before = process.memoryUsage().rss;
    let most = before;
    const block = Buffer.alloc(1 << 20);
    const blocks = Readable.from(
      (function* () {
        for (let count = 0; count < 256; count += 1) {
          most = Math.max(most, process.memoryUsage().rss);
          yield block;
        }
      })(),
    );
    await pipeline(blocks, running.stdin);
    await running.done;
    expect((most - before) >> 20).toBeLessThan(64);
  });

  test("tell the sender that nobody reads any more", async () => {
    const session = await pool.connect(target);
    const running = await session.start(["head", "-c", "1"]);
    running.stdout.resume();
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(65_536);
      })(),
    );
    await expect(pipeline(endless, running.stdin)).rejects.toMatchObject({ code: "EPIPE" });
    await expect(running.done).resolves.toMatchObject({ exitCode: 0 });
  });
});

describe("one connection a machine", () => {
  const connections = async (): Promise<number> => {
    const { stdout } = await run("ss", [
      "-Htn",
      "state",
      "established",
      "sport",
      "=",
      `:${server.port}`,
    ]);
    return stdout.trim() === "" ? 0 : stdout.trim().split("\n").length;
  };

  test("is shared by everybody, thirty commands at a time, without a refusal", async () => {
    const sessions = await Promise.all(Array.from({ length: 5 }, () => pool.connect(target)));
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        sessions[index % 5]!.exec(["sh", "-c", `sleep 0.05; echo ${index}`]),
      ),
    );
    expect(results.map(({ stdout }) => Number(stdout))).toEqual(
      Array.from({ length: 30 }, (_, index) => index),
    );
    expect(await connections()).toBe(1);
  });

  test("ends with the pool", async () => {
    await (await pool.connect(target)).exec(["true"]);
    await pool.dispose();
    await eventually(async () => expect(await connections()).toBe(0));
  });

  test("is another one after somebody closed it", async () => {
    await (await pool.connect(target)).close();
    const session = await pool.connect(target);
    await expect(session.exec(["echo", "anew"])).resolves.toMatchObject({ stdout: "anew\n" });
  });

  test("is made again when the machine was away", async () => {
    const session = await pool.connect(target);
    await server.stop();
    const question = session.query(["echo", "back"]);
    await server.start();
    await expect(question).resolves.toMatchObject({ stdout: "back\n" });
  });

  test("that is lost fails the command under way, retryable, and serves the next", async () => {
    const session = await pool.connect(target);
    const controller = new AbortController();
    const cut = session.exec(["sh", "-c", "echo up; sleep 60"], {
      onLine: () => controller.abort(),
    });
    controller.signal.addEventListener("abort", () => void server.stop());
    await expect(cut).rejects.toMatchObject({ kind: "closed", retryable: true });
    await server.stop();
    await server.start();
    await expect(session.exec(["echo", "again"])).resolves.toMatchObject({ stdout: "again\n" });
  });

  test("is refused where the machine came back with another host key", async () => {
    const session = await pool.connect(without("hostKey"));
    await server.stop();
    await server.replaceHostKeys();
    await server.start();
    const error = await session.exec(["true"]).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: "host-key", retryable: false });
    expect((error as Error).message).toContain(session.hostKeyFingerprint);
    await server.dispose();
    server = await startOpenSshServer();
  });
});

describe("the host key", () => {
  test("of the first contact is handed out", async () => {
    const session = await pool.connect(without("hostKey"));
    expect(session.hostKeyFingerprint).toBe(server.fingerprints.ed25519);
  });

  test.each(["ed25519", "rsa", "ecdsa"] as const)(
    "of type %s is accepted by its fingerprint alone",
    async (type) => {
      const session = await pool.connect({ ...target, hostKey: server.fingerprints[type] });
      expect(session.hostKeyFingerprint).toBe(server.fingerprints[type]);
    },
  );

  test.each(["ed25519", "rsa", "ecdsa"] as const)(
    "of type %s is accepted by its public key",
    async (type) => {
      const session = await pool.connect({ ...target, hostKey: server.hostKeys[type] });
      expect(session.hostKeyFingerprint).toBe(server.fingerprints[type]);
    },
  );

  test("is accepted from known_hosts, hashed by ssh-keygen", async () => {
    const file = join(server.directory, "known_hosts");
    await writeFile(file, `[127.0.0.1]:${server.port} ${server.hostKeys.rsa}`);
    await run("ssh-keygen", ["-H", "-f", file]);
    expect(await readFile(file, "utf8")).toMatch(/^\|1\|/);
    const session = await pool.connect({
      ...without("hostKey"),
      knownHostsFile: file,
      hostKeyPolicy: "known_hosts",
    });
    expect(session.hostKeyFingerprint).toBe(server.fingerprints.rsa);
    await rm(file);
  });

  test("that is another one stops before anything is sent to log in; the error names both and the cure", async () => {
    const other = `SHA256:${"A".repeat(43)}`;
    const error = await pool
      .connect({ ...target, hostKey: other })
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: "host-key", host: "cp-1", retryable: false });
    const { message } = error as Error;
    expect(message).toContain(
      `cp-1 (127.0.0.1:${server.port}): the host key is not the expected one`,
    );
    expect(message).toContain(
      `it showed ssh-ed25519 ${server.fingerprints.ed25519}, but host_key says ${other}`,
    );
    expect(message).toContain("put its new fingerprint into host_key");
  });

  test("that belongs to another machine is told to be that one's", async () => {
    await pool.connect(target);
    const other = {
      ...target,
      name: "cp-2",
      address: "localhost",
      hostKey: `SHA256:${"A".repeat(43)}`,
    };
    await expect(pool.connect(other)).rejects.toThrow(
      `${server.fingerprints.ed25519}, which is the key of cp-1 (127.0.0.1:${server.port}), but host_key says ` +
        `SHA256:${"A".repeat(43)}. The address probably belongs to another machine: check it.`,
    );
  });

  test("is demanded of a connection that was made for somebody who demanded less", async () => {
    await pool.connect(without("hostKey"));
    const strict = pool.connect({ ...target, hostKey: `SHA256:${"A".repeat(43)}` });
    await expect(strict).rejects.toMatchObject({ kind: "host-key" });
  });

  test.each(["pinned", "known_hosts"] as const)(
    "that nothing is known of is refused by policy %s",
    async (policy) => {
      const refused = pool.connect({ ...without("hostKey"), hostKeyPolicy: policy });
      await expect(refused).rejects.toThrow(
        `the host key is not known: it showed ssh-ed25519 ${server.fingerprints.ed25519}, and host_key_policy is "${policy}"`,
      );
    },
  );

  test("that cannot be read is an error of its own", async () => {
    await expect(pool.connect({ ...target, hostKey: "SHA256:short" })).rejects.toThrow(
      'host_key "SHA256:short" is neither a fingerprint',
    );
  });

  test("file that is asked for and missing is an error", async () => {
    await expect(
      pool.connect({ ...without("hostKey"), knownHostsFile: "/nonexistent" }),
    ).rejects.toThrow("known_hosts_file /nonexistent cannot be read (ENOENT)");
  });
});

describe("a login", () => {
  let agent: ChildProcess;
  let socket: string;

  beforeAll(async () => {
    socket = join(server.directory, "agent");
    agent = spawn("ssh-agent", ["-D", "-a", socket], { stdio: ["ignore", "pipe", "ignore"] });
    await once(agent.stdout!, "data");
    await run("ssh-add", ["-q", join(server.directory, "id_ed25519")], {
      env: { ...process.env, SSH_AUTH_SOCK: socket },
    });
  });
  afterAll(() => agent.kill());

  test("by a key file below the home directory", async () => {
    await pool.connect({ ...without("privateKey"), privateKeyFile: "~/id_ed25519" });
  });

  test("by an encrypted key file", async () => {
    const file = join(server.directory, "id_locked");
    await writeFile(file, server.privateKey, { mode: 0o600 });
    await run("ssh-keygen", ["-q", "-p", "-P", "", "-N", "open sesame", "-f", file]);
    const locked = { ...without("privateKey"), privateKeyFile: file };
    await pool.connect({ ...locked, passphrase: "open sesame" });
    await expect(pool.connect(locked)).rejects.toThrow(
      `private_key_file ${file} is encrypted and no passphrase is given. Set passphrase, or use an agent.`,
    );
    await expect(pool.connect({ ...locked, passphrase: "wrong" })).rejects.toThrow(
      "cannot be decrypted with the passphrase",
    );
  });

  test("by an agent", async () => {
    await pool.connect({ ...without("privateKey"), agent: socket });
  });

  test("by the agent of the environment", async () => {
    const other = createSshPool({ redactor, identity: { home: undefined, agentSocket: socket } });
    await other.connect({ ...without("privateKey"), agent: true });
    await other.dispose();
  });

  test("by an agent that is not there", async () => {
    const missing = pool.connect({ ...without("privateKey"), agent: "/nonexistent" });
    await expect(missing).rejects.toMatchObject({
      kind: "credentials",
      message: expect.stringContaining("the SSH agent at /nonexistent does not answer") as string,
    });
    await expect(pool.connect({ ...without("privateKey"), agent: true })).rejects.toThrow(
      "agent is set but SSH_AUTH_SOCK is empty",
    );
  });

  test("with nothing", async () => {
    await expect(pool.connect(without("privateKey"))).rejects.toThrow(
      "there is nothing to log in with. Give one of private_key, private_key_file, agent or password",
    );
  });

  test("with a key file that is not there", async () => {
    await expect(
      pool.connect({ ...without("privateKey"), privateKeyFile: "~/nothing" }),
    ).rejects.toMatchObject({
      kind: "credentials",
      message: expect.stringContaining(
        `private_key_file ${server.directory}/nothing cannot be read (ENOENT)`,
      ) as string,
    });
  });

  test("with a key that the machine does not know", async () => {
    const { stdout } = await run("ssh-keygen", [
      "-l",
      "-f",
      join(server.directory, "host_ecdsa.pub"),
    ]);
    const stranger = await readFile(join(server.directory, "host_ecdsa"), "utf8");
    const rejected = pool.connect({ ...target, privateKey: stranger });
    await expect(rejected).rejects.toMatchObject({
      kind: "auth",
      retryable: false,
      message:
        `cp-1 (127.0.0.1:${server.port}): the login as "root" was rejected. Tried: the key ${stdout.split(" ")[1]!}. ` +
        "The server takes: publickey. To mend it, check that the public key stands in the authorized_keys of root; " +
        "check that sshd permits root to log in (PermitRootLogin).",
    });
  });

  test("with a password where only keys are taken", async () => {
    const rejected = pool.connect({ ...without("privateKey"), password: "hunter2" });
    await expect(rejected).rejects.toMatchObject({
      kind: "auth",
      message: expect.stringContaining(
        "give a private key, because the server takes no passwords",
      ) as string,
    });
    await expect(rejected).rejects.not.toThrow("hunter2");
  });
});

describe("a machine that is not there", () => {
  test("with nobody at the port", async () => {
    const port = await freePort();
    const started = Date.now();
    await expect(pool.connect({ ...target, port, connectTimeoutMs: 1_000 })).rejects.toMatchObject({
      kind: "refused",
      retryable: true,
      message: `cp-1 (127.0.0.1:${port}): the connection to port ${port} was refused. The machine answers but no SSH server listens there: check the port, and that sshd runs.`,
    });
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  test("with a name that nobody knows", async () => {
    await expect(
      pool.connect({ ...target, address: "no-such-host.invalid" }),
    ).rejects.toMatchObject({
      kind: "resolve",
      message: expect.stringContaining(
        'the name "no-such-host.invalid" could not be resolved',
      ) as string,
    });
  });

  test("until it has started", async () => {
    await server.stop();
    const patient = pool.connect(target);
    await server.start();
    await expect(patient).resolves.toMatchObject({ host: "cp-1" });
  });

  test("while the caller loses patience", async () => {
    const port = await freePort();
    const controller = new AbortController();
    const waiting = pool.connect({ ...target, port }, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ kind: "cancelled" });
  });
});

describe("a server that knows ChaCha20 only", () => {
  let modern: OpenSshServer;
  beforeAll(async () => {
    modern = await startOpenSshServer({ config: ["Ciphers chacha20-poly1305@openssh.com"] });
  });
  afterAll(() => modern.dispose());

  // Without it, this cipher is refused: so the handshake must have been strict.
  test("is accepted, because its key exchange is strict", async () => {
    const { port, privateKey, fingerprints } = modern;
    await pool.connect({ ...target, port, privateKey, hostKey: fingerprints.ed25519 });
  });
});

describe("a server that allows one session a connection", () => {
  let narrow: OpenSshServer;
  beforeAll(async () => {
    narrow = await startOpenSshServer({ config: ["MaxSessions 1"] });
  });
  afterAll(() => narrow.dispose());

  test("is asked one after the other", async () => {
    const session = await pool.connect({
      ...target,
      port: narrow.port,
      privateKey: narrow.privateKey,
      hostKey: narrow.fingerprints.ed25519,
    });
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, index) => session.exec(["echo", String(index)])),
    );
    expect(results.map(({ stdout }) => stdout.trim())).toEqual(["0", "1", "2", "3", "4", "5"]);
  });
});

describe("a way through a bastion", () => {
  test("reaches the machine with its own key and host key, over one connection", async () => {
    const bastion = { ...target, name: "gate" };
    const hops = Array.from({ length: 3 }, (_, index) => ({
      ...target,
      name: `cp-${index}`,
      address: `localhost`,
      bastion,
    }));
    const sessions = await Promise.all(hops.map((hop) => pool.connect(hop)));
    await expect(sessions[2]!.exec(["echo", "through"])).resolves.toMatchObject({
      stdout: "through\n",
    });
  });

  test("with a wrong host key names the bastion", async () => {
    const bastion = { ...target, name: "gate", hostKey: `SHA256:${"A".repeat(43)}` };
    await expect(pool.connect({ ...target, bastion })).rejects.toThrow(
      `gate (127.0.0.1:${server.port}): the host key is not the expected one`,
    );
  });

  test("to a port where nobody is", async () => {
    const port = await freePort();
    const behind = pool.connect({
      ...target,
      port,
      bastion: { ...target, name: "gate" },
      connectTimeoutMs: 1_000,
    });
    await expect(behind).rejects.toThrow(
      `cp-1 (127.0.0.1:${port}): the bastion gate (127.0.0.1:${server.port}) cannot reach it`,
    );
  });

  test("that does not forward", async () => {
    const closed = await startOpenSshServer({ config: ["AllowTcpForwarding no"] });
    const bastion = {
      ...target,
      name: "gate",
      port: closed.port,
      privateKey: closed.privateKey,
      hostKey: closed.fingerprints.ed25519,
    };
    await expect(pool.connect({ ...target, bastion })).rejects.toMatchObject({
      kind: "refused",
      retryable: false,
      message: expect.stringContaining(
        "does not allow forwarding to it. Set AllowTcpForwarding",
      ) as string,
    });
    await closed.dispose();
  });
});

describe("many machines behind one name", () => {
  test("never have more than a few logins under way, so that MaxStartups drops none", async () => {
    const timid = await startOpenSshServer({ config: ["MaxStartups 5:100:5"] });
    const pools = Array.from({ length: 12 }, (_, index) => ({
      ...target,
      port: timid.port,
      privateKey: timid.privateKey,
      hostKey: timid.fingerprints.ed25519,
      // Something else each time makes another connection.
      keepaliveMs: 10_000 + index,
      connectTimeoutMs: 10_000,
    }));
    const sessions = await Promise.all(pools.map((each) => pool.connect(each)));
    expect(sessions).toHaveLength(12);
    await pool.dispose();
    await timid.dispose();
  });
});

async function eventually(check: () => Promise<void>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (
      await check().then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await check();
}
