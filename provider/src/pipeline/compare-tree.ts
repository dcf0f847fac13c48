import { checkTree, describeDifferences } from "../tools/image-tree";
import type { QueryRunner } from "../transports/runner";
import type { DriftLook, Finding } from "./find-drift";

/** A tree on a host, and the digest of its manifest as the journal remembers it. */
export interface RecordedTree {
  readonly root: string;
  readonly manifest: string;
  /** Undefined: it was put there before trees were recorded, so nothing is compared. */
  readonly recorded: string | undefined;
}

/** What differs between a tree and its manifest; `restoredBy` are the steps that put it back besides the one that asks. */
export async function compareTree(
  host: QueryRunner,
  { depth, signal }: Pick<DriftLook, "depth" | "signal">,
  { root, manifest, recorded }: RecordedTree,
  restoredBy: readonly string[] = [],
): Promise<readonly Finding[]> {
  if (recorded === undefined) return [];
  const differences = await checkTree(host, { root, manifest, recorded, depth, signal });
  return describeDifferences(root, differences).map((text) => ({ text, restoredBy }));
}
