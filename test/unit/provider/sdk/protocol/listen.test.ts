import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  chooseListenAddress,
  listen,
  removeSocket,
} from "../../../../../provider/sdk/protocol/listen";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "listen-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const LOOPBACK = { host: "127.0.0.1" };

it("chooses a socket in a new folder that only its user can enter", () => {
  const choice = chooseListenAddress({ PLUGIN_UNIX_SOCKET_DIR: folder }, "linux");
  if (!("socketPath" in choice)) throw new Error("no socket");
  expect(dirname(dirname(choice.socketPath))).toBe(folder);
  expect(statSync(dirname(choice.socketPath)).mode & 0o777).toBe(0o700);
});

it("chooses TCP on Windows", () => {
  expect(chooseListenAddress({ PLUGIN_UNIX_SOCKET_DIR: folder }, "win32")).toEqual(LOOPBACK);
});

// "/plugin-XXXXXX/s" takes 16 bytes; the system cuts a path after 107 (103 on macOS) without a word.
it("chooses TCP as soon as the path of the socket would be cut off", () => {
  const most = (process.platform === "darwin" ? 103 : 107) - 16;
  const parentOf = (bytes: number): string => {
    const parent = join(folder, "x".repeat(bytes - folder.length - 1));
    mkdirSync(parent);
    return parent;
  };
  const fits = chooseListenAddress({ PLUGIN_UNIX_SOCKET_DIR: parentOf(most) });
  const tooLong = chooseListenAddress({ PLUGIN_UNIX_SOCKET_DIR: parentOf(most + 1) });
  expect("socketPath" in fits && fits.socketPath).toHaveLength(most + 16);
  expect(tooLong).toEqual(LOOPBACK);
});

it("tells where it listens", async () => {
  const server = createServer();
  const at = await listen(server, LOOPBACK);
  server.close();
  expect(at).toMatchObject({ network: "tcp", host: "127.0.0.1" });
});

it("rejects with the reason when it cannot listen", async () => {
  const choice = { socketPath: join(folder, "missing", "s") };
  await expect(listen(createServer(), choice)).rejects.toThrow(/ENOENT|EACCES/);
});

it("removes the socket and its folder, more than once if need be", async () => {
  const choice = chooseListenAddress({ PLUGIN_UNIX_SOCKET_DIR: folder }, "linux");
  if (!("socketPath" in choice)) throw new Error("no socket");
  const server = createServer();
  await listen(server, choice);
  removeSocket(choice);
  removeSocket(choice);
  server.close();
  expect(existsSync(dirname(choice.socketPath))).toBe(false);
});
