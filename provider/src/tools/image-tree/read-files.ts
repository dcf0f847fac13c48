import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { extract } from "tar-stream";

import type { Runner } from "../../transports/runner";
import { readOutput } from "./read-output";

/** Reads files below a root in one command, whatever their number; the answer maps path to content. */
export async function readFiles(
  runner: Runner,
  root: string,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  if (paths.length === 0) return contents;
  const archive = await readOutput(runner, tarOf(root), { stdin: pathList(paths), signal });
  const reader = Readable.from([archive]).pipe(extract());
  for await (const entry of reader) {
    contents.set(entry.header.name, await buffer(entry));
  }
  return contents;
}

/** Records of 32 kB, which is what one SSH packet holds: with the 10 kB of tar itself every process wakes up three times as often. */
export const BLOCKING = "--blocking-factor=64";

/** The command that writes a tar of exactly the paths it reads from its input, owned by root. */
export function tarOf(root: string, mode = "u-s,g-s,o-t"): [string, ...string[]] {
  return [
    "tar",
    "--create",
    "--file=-",
    `--directory=${root}`,
    "--format=gnu",
    BLOCKING,
    "--no-recursion",
    "--hard-dereference",
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    `--mode=${mode}`,
    "--null",
    "--verbatim-files-from",
    "--files-from=-",
  ];
}

/** What {@link tarOf} reads. */
export function pathList(paths: readonly string[]): string {
  return paths.map((path) => `${path}\0`).join("");
}
