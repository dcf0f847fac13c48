import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Listening } from "./handshake";

// sun_path holds 108 bytes on Linux and 104 on macOS, a zero byte included. Node 20 cuts longer paths off silently.
const MOST_PATH_BYTES = process.platform === "darwin" ? 103 : 107;

/** A free place to listen at. */
export type ListenChoice = { readonly socketPath: string } | { readonly host: string };

/**
 * Chooses a Unix socket in a new folder that only this user can enter, or loopback TCP where that cannot be: on
 * Windows, and below a temporary folder whose path is too long for a socket.
 */
export function chooseListenAddress(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): ListenChoice {
  const loopback = { host: "127.0.0.1" };
  if (platform === "win32") return loopback;
  const parent = environment["PLUGIN_UNIX_SOCKET_DIR"] ?? tmpdir();
  const longest = join(parent, "plugin-XXXXXX", "s");
  if (Buffer.byteLength(longest) > MOST_PATH_BYTES) return loopback;
  return { socketPath: join(mkdtempSync(join(parent, "plugin-")), "s") };
}

/** Starts to listen and tells where. Rejects with the system's error. */
export function listen(server: Server, choice: ListenChoice): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(
      "socketPath" in choice ? { path: choice.socketPath } : { ...choice, port: 0 },
      () => {
        server.off("error", reject);
        resolve(describe(server));
      },
    );
  });
}

/** Removes the socket and its folder; may be called at any time, also while the process exits. */
export function removeSocket(choice: ListenChoice): void {
  if ("socketPath" in choice) rmSync(dirname(choice.socketPath), { recursive: true, force: true });
}

function describe(server: Server): Listening {
  const address = server.address();
  if (address === null) throw new Error("the server stopped listening");
  if (typeof address === "string") return { network: "unix", path: address };
  return { network: "tcp", host: address.address, port: address.port };
}
