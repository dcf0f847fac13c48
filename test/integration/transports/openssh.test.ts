import { createRedactor } from "../../../provider/src/lib/redact";
import { createSshPool, type SshPool } from "../../../provider/src/transports/ssh/pool";
import type { SshTarget } from "../../../provider/src/transports/ssh/settings";
import { startOpenSshServer, type OpenSshServer } from "../../support/sshd/openssh-server";

let server: OpenSshServer;
let pool: SshPool;
let target: SshTarget;

beforeAll(async () => {
  server = await startOpenSshServer();
});
afterAll(() => server.dispose());

beforeEach(() => {
  pool = createSshPool({
    redactor: createRedactor(),
    identity: { home: server.directory, agentSocket: undefined },
  });
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

describe("a session with OpenSSH", () => {
  test("runs a command in the root directory, in the C locale, without a shell in between", async () => {
    const session = await pool.connect(target);
    const result = await session.exec([
      "sh",
      "-c",
      'pwd; echo "$LC_ALL"; printf "%s|" "$@"',
      "sh",
      "a b",
      "$HOME",
      "it's",
    ]);
    expect(result).toEqual({ exitCode: 0, stdout: "/\nC\na b|$HOME|it's|", stderr: "" });
  });

  test("returns the fingerprint that the machine showed", async () => {
    const session = await pool.connect(unpinned(target));
    expect(session.hostKeyFingerprint).toBe(server.fingerprints.ed25519);
  });

  test("gives input and output as streams", async () => {
    const session = await pool.connect(target);
    const running = await session.start(["cat"]);
    running.stdin.end("hello");
    let seen = "";
    for await (const chunk of running.stdout) seen += String(chunk);
    expect(seen).toBe("hello");
    await expect(running.done).resolves.toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });
});

function unpinned({ hostKey, ...rest }: SshTarget): SshTarget {
  expect(hostKey).toBeDefined();
  return rest;
}
