import { createHash } from "node:crypto";

import type { Runner } from "../../transports/runner";
import type { TreeEntry } from "./entry";
import { hashFiles } from "./hash-files";

/**
 * The digest, `sha256:…`, over path, kind, mode, link target and content of everything in a tree. Times,
 * owners and the order of entries do not count. The machine that holds the tree reads it once.
 */
export async function treeDigest(
  runner: Runner,
  root: string,
  entries: readonly TreeEntry[],
  signal?: AbortSignal,
): Promise<string> {
  const files = entries.filter(({ kind }) => kind === "file").map(({ path }) => path);
  return digestOfTree(entries, await hashFiles(runner, root, files, signal));
}

/** Combines a listing and the digests of its files. @throws Error when a listed file has none: it went away meanwhile */
export function digestOfTree(
  entries: readonly TreeEntry[],
  sums: ReadonlyMap<string, string>,
): string {
  const hash = createHash("sha256");
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, kind, mode, target } of sorted) {
    const content = kind === "file" ? sums.get(path) : (target ?? "");
    if (content === undefined) throw new Error(`${path} went away while its tree was read.`);
    hash.update(`${[kind, mode.toString(8), path, content].join("\0")}\0\0`);
  }
  return `sha256:${hash.digest("hex")}`;
}
