import { readdirSync, readFileSync, statfsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname } from "node:path";
import { createLocalCommands } from "../../../provider/src/compose/local-commands";
import type { CommandContext } from "../command";
import type { Machine } from "./check";

/** The machine that the command runs on. */
export function thisMachine({ env, signal }: CommandContext): Machine {
  return {
    env,
    home: env["HOME"] ?? homedir(),
    folder: process.cwd(),
    nodeVersion: process.versions.node,
    run: createLocalCommands(env, signal),
    readFile: (path) => orElse(undefined, () => readFileSync(path, "utf8")),
    readFolder: (path) => orElse([], () => readdirSync(path)),
    freeBytes,
  };
}

function freeBytes(path: string): number {
  const found = orElse(undefined, () => statfsSync(path));
  if (found !== undefined) return found.bavail * found.bsize;
  return path === dirname(path) ? 0 : freeBytes(dirname(path));
}

function orElse<Value, Otherwise>(otherwise: Otherwise, read: () => Value): Value | Otherwise {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
