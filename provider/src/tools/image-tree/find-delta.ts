import type { Runner } from "../../transports/runner";
import { sha256Hex } from "../../lib/hash";
import { createFileDigests } from "./file-digests";
import { findHeldFiles } from "./held-files";
import { planDelta, type Delta } from "./plan-delta";
import type { TreeLayer, WantedEntry } from "./wanted-tree";

/** What a tree is to be, where, and where contents of it may lie. */
export interface DeltaQuestion {
  readonly from: Runner;
  readonly to: Runner;
  readonly wanted: readonly WantedEntry[];
  readonly target: string;
  /** A directory of the host, the target or above it. */
  readonly near: string;
  readonly signal?: AbortSignal | undefined;
}

/** Asks a host what it has of a tree. Files are read, here and there, only where their sizes agree: for a new host none. */
export async function findDelta(question: DeltaQuestion): Promise<Delta> {
  const { from, to, wanted, target, near, signal } = question;
  const files = wanted.filter(({ kind, size }) => kind === "file" && size > 0);
  const held = await findHeldFiles(to, near, new Set(files.map(({ size }) => size)), signal);
  const sizes = new Set(held.map(({ size }) => size));
  const digests = await digestsOf(
    from,
    files.filter(({ size }) => sizes.has(size)),
  );
  return planDelta(target, wanted, digests, held);
}

/** The sha256 of files of a tree, read where they are; files that went away are missing. */
export async function digestsOf(
  from: Runner,
  files: readonly WantedEntry[],
): Promise<ReadonlyMap<WantedEntry, string>> {
  const digests = new Map<WantedEntry, string>();
  for (const layer of new Set(files.map((file) => file.layer))) {
    const found = files.filter((file) => file.layer === layer && file.content === undefined);
    const known = await digestsIn(from, layer).of(found.map(({ path }) => path));
    for (const file of found) {
      const digest = known.get(file.path);
      if (digest !== undefined) digests.set(file, digest);
    }
  }
  for (const file of files) {
    if (file.content !== undefined) digests.set(file, sha256Hex(file.content));
  }
  return digests;
}

function digestsIn(from: Runner, { root, digests }: TreeLayer) {
  return digests ?? createFileDigests(from, root);
}
