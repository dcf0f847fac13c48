import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";

import { createRedactor } from "../../../provider/src/lib/redact";
import type { Connection } from "../../../provider/src/transports/ssh/connection";
import type { ReadyConnection } from "../../../provider/src/transports/ssh/link";
import { openSshCarrier } from "../../../provider/src/transports/ssh/openssh-client";
import { createSshPool, type SshPool } from "../../../provider/src/transports/ssh/pool";
import { parsePublicKey } from "../../../provider/src/transports/ssh/public-key";
import type { SshSession } from "../../../provider/src/transports/ssh/session";
import type { SshTarget } from "../../../provider/src/transports/ssh/settings";
import { startOpenSshServer, type OpenSshServer } from "../../support/sshd/openssh-server";

const run = promisify(execFile);

let server: OpenSshServer;
let pool: SshPool;
let target: SshTarget;

beforeAll(async () => {
  server = await startOpenSshServer();
});
afterAll(() => server.dispose());

const identity = (path = process.env["PATH"]) => ({
  home: server.directory,
  agentSocket: undefined,
  path,
});
beforeEach(() => {
  pool = createSshPool({ redactor: createRedactor(), identity: identity() });
  target = {
    name: "cp-1",
    address: "127.0.0.1",
    port: server.port,
    privateKeyFile: "~/id_ed25519",
    hostKey: server.fingerprints.ed25519,
    connectTimeoutMs: 3_000,
    keepaliveMs: 1_000,
    usesOpenSsh: true,
  };
});
afterEach(() => pool.dispose());

/** The target with other settings, and without some. */
function targetWith(others: Partial<SshTarget>, ...left: readonly (keyof SshTarget)[]): SshTarget {
  const rest = Object.entries(target).filter(([key]) => !left.includes(key as keyof SshTarget));
  return {
    ...(Object.fromEntries(rest) as Partial<SshTarget>),
    address: target.address,
    ...others,
  };
}

/** The connection of a stream, and that of everything else. */
async function connectionsOf(session: SshSession): Promise<readonly [string, string]> {
  const ask = ["sh", "-c", 'echo "$SSH_CONNECTION"'] as const;
  const stream = await session.start(ask, { isBulk: true });
  const found = await text(stream.stdout);
  await stream.done;
  return [found, (await session.query(ask)).stdout];
}

describe("a stream over the OpenSSH client", () => {
  test("carries data both ways, over a connection of its own", async () => {
    const session = await pool.connect(target);
    const [own, others] = await connectionsOf(session);
    expect(own).toMatch(/^127\.0\.0\.1 /);
    expect(own).not.toBe(others);
    const sum = await session.start(["sh", "-c", "sha256sum; exit 3"], {
      isBulk: true,
      accept: [3],
    });
    const output = text(sum.stdout);
    const bytes = Buffer.alloc(20_000_000, "data");
    sum.stdin.end(bytes);
    const { stdout } = await run("sh", [
      "-c",
      `yes data | tr -d '\\n' | head -c 20000000 | sha256sum`,
    ]);
    expect(await output).toBe(stdout);
    await expect(sum.done).resolves.toMatchObject({ exitCode: 3 });
  });

  test("goes to no machine but the one that was verified", async () => {
    const verified = await readFile(join(server.directory, "id_ed25519.pub"), "utf8");
    const connection = { hop: target, hostKey: parsePublicKey(verified) } as Connection;
    const carry = openSshCarrier(target, identity())!;
    const call = {
      line: "true",
      shellCommand: "true",
      prelude: undefined,
      askToEnd: () => undefined,
    };
    const stream = await carry({ connection } as ReadyConnection, call);
    stream.stdout.resume();
    await expect(stream.end).rejects.toThrow(
      /^cp-1 \(127\.0\.0\.1:\d+\): the ssh program of this machine failed \(.*Host key verification failed\.\)\. .* openssh_transfers/s,
    );
  });

  test("that is cancelled is ended on the machine", async () => {
    const session = await pool.connect(target);
    const cancel = new AbortController();
    const stream = await session.start(["sh", "-c", "echo up; exec sleep 4761"], {
      isBulk: true,
      signal: cancel.signal,
    });
    await once(stream.stdout, "data");
    cancel.abort();
    await expect(stream.done).rejects.toThrow("cancelled");
    expect((await session.query(["ps", "-eo", "args"])).stdout).not.toMatch(/^sleep 4761/m);
  });

  test("fails with the host's name when the machine is lost", async () => {
    const session = await pool.connect(target);
    const stream = await session.start(["sh", "-c", "echo up; cat"], { isBulk: true });
    await once(stream.stdout, "data");
    stream.stdout.resume();
    await server.stop();
    await expect(stream.done).rejects.toMatchObject({
      host: "cp-1",
      kind: "closed",
      retryable: true,
    });
    await server.start();
  });

  test("logs in by the agent", async () => {
    const socket = join(server.directory, "agent");
    const agent = spawn("ssh-agent", ["-D", "-a", socket], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(agent.stdout, "data");
    try {
      const key = join(server.directory, "id_ed25519");
      await run("ssh-add", ["-q", key], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
      const byAgent = targetWith({ agent: socket }, "privateKeyFile");
      const [own, others] = await connectionsOf(await pool.connect(byAgent));
      expect(own).not.toBe(others);
    } finally {
      agent.kill();
    }
  });
});

describe("a stream shares the connection of everything else", () => {
  const isShared = async (session: SshSession): Promise<boolean> => {
    const [own, others] = await connectionsOf(session);
    return own === others;
  };

  test("where nobody asks for the client", async () => {
    expect(await isShared(await pool.connect({ ...target, usesOpenSsh: false }))).toBe(true);
  });

  test("where the key is a text, which no other program is given", async () => {
    const byText = targetWith({ privateKey: server.privateKey }, "privateKeyFile");
    expect(await isShared(await pool.connect(byText))).toBe(true);
  });

  test("where the key wants a passphrase", async () => {
    const file = join(server.directory, "id_locked");
    await run("cp", [join(server.directory, "id_ed25519"), file]);
    await run("ssh-keygen", ["-q", "-p", "-N", "open sesame", "-f", file]);
    const locked = { ...target, privateKeyFile: file, passphrase: "open sesame" };
    expect(await isShared(await pool.connect(locked))).toBe(true);
  });

  test("behind a bastion", async () => {
    const behind = targetWith({ bastion: targetWith({}, "usesOpenSsh") });
    expect(await isShared(await pool.connect(behind))).toBe(true);
  });

  test("where the machine that runs Terraform has no client", async () => {
    const bare = createSshPool({ redactor: createRedactor(), identity: identity("/nonexistent") });
    try {
      expect(await isShared(await bare.connect(target))).toBe(true);
    } finally {
      await bare.dispose();
    }
  });
});
