import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Way } from "./lab-peer";

/** A way to a host that is longer than the host is far. */
export interface DistantLine {
  /** Port of this machine where it begins. */
  readonly port: number;
  close(): void;
}

/** Opens a {@link DistantLine} whose round trip takes so many milliseconds; in a process of its own, because the bench itself waits for others. */
export async function openDistantLine(
  { address, port }: Way,
  roundTripMs: number,
): Promise<DistantLine> {
  const tsx = join(__dirname, "../../node_modules/.bin/tsx");
  const program = join(__dirname, "distant-line.ts");
  const line = spawn(tsx, [program, address, String(port), String(roundTripMs / 2)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [first] = (await once(createInterface(line.stdout), "line")) as [string];
  return { port: Number(first), close: () => void line.kill() };
}
