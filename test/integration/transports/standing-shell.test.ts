import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import fc from "fast-check";

import { createRedactor } from "../../../provider/src/lib/redact";
import { createSshPool, type SshPool } from "../../../provider/src/transports/ssh/pool";
import type { SshSession } from "../../../provider/src/transports/ssh/session";
import { startOpenSshServer, type OpenSshServer } from "../../support/sshd/openssh-server";

let server: OpenSshServer;
let pool: SshPool;
let session: SshSession;

async function connectTo(config: readonly string[] = []): Promise<void> {
  server = await startOpenSshServer({ config });
  pool = createSshPool({
    redactor: createRedactor(),
    identity: { home: server.directory, agentSocket: undefined },
  });
  session = await pool.connect({
    address: "127.0.0.1",
    port: server.port,
    privateKey: server.privateKey,
    hostKey: server.fingerprints.ed25519,
  });
}
async function disconnect(): Promise<void> {
  await pool.dispose();
  await server.dispose();
}
afterEach(disconnect);

/** What the login's bash runs at its start. */
async function atLogin(script: string): Promise<void> {
  await writeFile(join(server.directory, ".bashrc"), script);
}

/** Id of the process that starts commands. */
async function parent(): Promise<string> {
  return (await session.exec(["sh", "-c", "echo $PPID"])).stdout.trim();
}

describe("a shell that stays", () => {
  beforeEach(() => connectTo());

  test("runs one command after the other", async () => {
    const first = await parent();
    expect([await parent(), await parent()]).toEqual([first, first]);
  });

  test("gives each command its input, any text, and brings back what it says", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (input) => {
        const echoed = await session.exec(["tee", "/dev/stderr"], { stdin: input });
        expect(echoed).toEqual({ exitCode: 0, stdout: input, stderr: input });
      }),
      { numRuns: 40 },
    );
  });

  test("brings back the whole of a long output, and nothing of it with the next", async () => {
    const { stdout } = await session.exec(["seq", "1", "300000"]);
    expect(stdout).toBe(Array.from({ length: 300_000 }, (_, at) => `${at + 1}\n`).join(""));
    expect(await session.exec(["true"])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  test("leaves out what the login says at its start", async () => {
    await atLogin("echo welcome; echo careful >&2");
    const said = await session.exec(["sh", "-c", "echo yes; echo no >&2"]);
    expect(said).toEqual({ exitCode: 0, stdout: "yes\n", stderr: "no\n" });
  });

  test("is another one after it was killed", async () => {
    const first = await parent();
    const killing = session.exec(["kill", "-KILL", first]);
    await expect(killing).rejects.toMatchObject({ exitCode: 137 });
    expect(await parent()).not.toBe(first);
  });

  test("puts no input on a command line", async () => {
    const { stdout } = await session.exec(["sh", "-c", "cat; ps -eo args"], { stdin: "0pen" });
    expect(stdout.match(/0pen/g)).toEqual(["0pen"]);
  });
});

test("where the machine's sh prints text by a program, input goes another way", async () => {
  await connectTo();
  const programs = join(server.directory, "bin");
  await mkdir(programs);
  await writeFile(join(programs, "plain"), "enable -n printf");
  await writeFile(join(programs, "sh"), `#!/bin/sh\nBASH_ENV=${programs}/plain bash "$@"\n`);
  await chmod(join(programs, "sh"), 0o755);
  await atLogin(`PATH=${programs}:$PATH`);
  for (const round of [1, 2]) {
    const { stdout } = await session.exec(["sh", "-c", "cat; ps -eo args"], { stdin: "0pen" });
    expect([round, stdout.match(/0pen/g)]).toEqual([round, ["0pen"]]);
  }
  const { stdout } = await session.exec(["ps", "-o", "comm=", "-p", await parent()]);
  expect(stdout).toMatch(/^sshd/);
});

test("where the login starts no shell, each command has a session of its own", async () => {
  const only =
    'case "$SSH_ORIGINAL_COMMAND" in "cd "*) exec sh -c "$SSH_ORIGINAL_COMMAND" ;; *) exit 127 ;; esac';
  await connectTo([`ForceCommand ${only}`]);
  for (const input of ["one", "two"]) {
    const echoed = await session.exec(["tee", "/dev/stderr"], { stdin: input });
    expect(echoed).toEqual({ exitCode: 0, stdout: input, stderr: input });
  }
});

test("where one session is allowed, no shell keeps it from a stream", async () => {
  await connectTo(["MaxSessions 1"]);
  await parent();
  const { stdin, stdout, done } = await session.start(["cat"]);
  stdin.end("through");
  expect(await text(stdout)).toBe("through");
  await done;
  expect(await parent()).not.toBe("");
});
