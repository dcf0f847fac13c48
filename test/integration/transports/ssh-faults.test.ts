import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

import { createRedactor } from "../../../provider/src/lib/redact";
import { createSshPool, type SshPool } from "../../../provider/src/transports/ssh/pool";
import type { SshTarget } from "../../../provider/src/transports/ssh/settings";
import { startScriptedServer, type ScriptedServer } from "../../support/sshd/scripted-server";

let pool: SshPool;
const closers: (() => Promise<void>)[] = [];

beforeEach(() => {
  const identity = { home: "/nonexistent", agentSocket: undefined };
  pool = createSshPool({ redactor: createRedactor(), identity });
});
afterEach(async () => {
  await pool.dispose();
  for (const close of closers.splice(0).reverse()) await close();
});

async function scripted(
  ...script: Parameters<typeof startScriptedServer>
): Promise<ScriptedServer> {
  const server = await startScriptedServer(...script);
  closers.push(() => server.dispose());
  return server;
}

/** A TCP server that does with each connection what the test says. */
async function tcp(onConnection: (socket: Socket, count: number) => void): Promise<number> {
  let count = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on("error", () => undefined));
    onConnection(socket, (count += 1));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(async () => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
    await once(server, "close");
  });
  return (server.address() as AddressInfo).port;
}

const at = (port: number, more: Partial<SshTarget> = {}): SshTarget => ({
  name: "cp-1",
  address: "127.0.0.1",
  port,
  password: "hunter2",
  connectTimeoutMs: 2_000,
  ...more,
});

describe("logging in", () => {
  test("with a wrong password says so, once, without the password", async () => {
    const server = await scripted({
      authenticate: (context) => context.reject(["password", "publickey"]),
    });
    const error = await pool.connect(at(server.port)).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      kind: "auth",
      host: "cp-1",
      retryable: false,
      message:
        `cp-1 (127.0.0.1:${server.port}): the login as "root" was rejected. Tried: the password. ` +
        "The server takes: password, publickey. To mend it, check the password; check that sshd permits root to log in (PermitRootLogin).",
    });
    expect(server.logins).toEqual(["password root hunter2"]);
  });

  test("answers with the password where the server asks for it as a question", async () => {
    const answers: string[] = [];
    const server = await scripted({
      authenticate(context) {
        if (context.method !== "keyboard-interactive") context.reject(["keyboard-interactive"]);
        else
          context.prompt(
            [
              { prompt: "Password: ", echo: false },
              { prompt: "Realm: ", echo: true },
            ],
            (given) => {
              answers.push(...given);
              context.accept();
            },
          );
      },
    });
    await pool.connect(at(server.port));
    expect(answers).toEqual(["hunter2", ""]);
  });

  test("sends nothing to a machine whose host key is another one", async () => {
    const server = await scripted();
    const pinned = at(server.port, { hostKey: `SHA256:${"A".repeat(43)}` });
    await expect(pool.connect(pinned)).rejects.toMatchObject({ kind: "host-key" });
    expect(server.logins).toEqual([]);
  });

  test("does not knock again where it was turned down", async () => {
    const server = await scripted({ authenticate: (context) => context.reject() });
    await expect(pool.connect(at(server.port))).rejects.toMatchObject({ kind: "auth" });
    expect(server.connections()).toBe(1);
  });
});

describe("a server that is not right", () => {
  test("says nothing: the wait has a limit", async () => {
    const port = await tcp(() => undefined);
    await expect(pool.connect(at(port, { connectTimeoutMs: 300 }))).rejects.toMatchObject({
      kind: "timeout",
      retryable: true,
      message: expect.stringContaining("no answer from an SSH server within 300 ms") as string,
    });
  });

  test("hangs up at first, as one that is flooded does: it is tried again", async () => {
    const server = await scripted();
    const port = await tcp((socket, count) => {
      if (count <= 2) socket.destroy();
      else socket.pipe(connect(server.port, "127.0.0.1").on("error", () => undefined)).pipe(socket);
    });
    await expect(pool.connect(at(port))).resolves.toMatchObject({ host: "cp-1" });
  });

  test("is no SSH server", async () => {
    const port = await tcp((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await expect(pool.connect(at(port))).rejects.toMatchObject({
      kind: "closed",
    });
  });

  test.each([
    ["key exchange", { kex: ["diffie-hellman-group14-sha1" as const] }],
    ["cipher", { cipher: ["aes128-cbc" as const] }],
    ["MAC", { cipher: ["aes128-ctr" as const], hmac: ["hmac-sha1" as const] }],
  ])("knows only an outdated %s: it is refused", async (_, algorithms) => {
    const server = await scripted({ algorithms });
    const error = await pool.connect(at(server.port)).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: "closed", retryable: false });
    expect((error as Error).message).toContain("Only current algorithms are offered");
  });

  test("refuses every session", async () => {
    const server = await scripted({
      onSession: (session) => session.on("exec", (_accept, reject) => reject()),
    });
    const session = await pool.connect(at(server.port));
    await expect(session.exec(["true"])).rejects.toMatchObject({ kind: "closed" });
  });
});

describe("a command", () => {
  test("whose channel closes without an exit code was lost", async () => {
    const server = await scripted({
      onSession: (session) => session.on("exec", (accept) => accept().close()),
    });
    const session = await pool.connect(at(server.port));
    await expect(session.exec(["true"])).rejects.toMatchObject({ kind: "closed", retryable: true });
  });

  test("ended by a signal that has a number has the exit code of shells", async () => {
    const server = await scripted({
      onSession: (session) =>
        session.on("exec", (accept) => {
          const channel = accept();
          channel.exit("TERM", false, "");
          channel.end();
        }),
    });
    const session = await pool.connect(at(server.port));
    await expect(session.exec(["true"])).rejects.toMatchObject({ exitCode: 143 });
  });

  test("that can no longer be told to end is given up", async () => {
    let commands = 0;
    const server = await scripted({
      onSession: (session) =>
        session.on("exec", (accept) => {
          accept();
          commands += 1;
        }),
    });
    const session = await pool.connect(at(server.port));
    await expect(session.exec(["sleep", "60"], { timeoutMs: 100 })).rejects.toMatchObject({
      kind: "timeout",
    });
    expect(commands).toBe(2);
  });
});

test("a cut cable is noticed by the signs of life that stay away", async () => {
  const server = await scripted({
    onSession: (session) => session.on("exec", (accept) => void accept()),
  });
  const pairs: Socket[] = [];
  const port = await tcp((socket) => {
    const upstream = connect(server.port, "127.0.0.1");
    pairs.push(
      socket,
      upstream.on("error", () => undefined),
    );
    socket.on("data", (data) => upstream.write(data));
    upstream.on("data", (data) => socket.write(data));
  });
  closers.push(() => {
    pairs.forEach((each) => each.destroy());
    return Promise.resolve();
  });
  const session = await pool.connect(at(port, { keepaliveMs: 50 }));
  const hanging = session.exec(["sleep", "60"]);
  pairs.forEach((each) => each.removeAllListeners("data").resume());
  await expect(hanging).rejects.toMatchObject({ kind: "closed", retryable: true });
});
