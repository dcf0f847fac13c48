import type { HeldFile } from "./held-files";
import type { WantedEntry } from "./wanted-tree";

/** What of a tree a host has, and what has to travel. */
export interface Delta {
  /** Paths of files that the previous tree has in the same place, in every respect the same. */
  readonly linked: readonly string[];
  /** Files whose content is elsewhere on the host, or has another mode or owner there. */
  readonly copied: readonly { readonly from: string; readonly entry: WantedEntry }[];
  /** Everything else: files that the host lacks, and all directories and links. */
  readonly missing: readonly WantedEntry[];
  /** Size of what the host has. */
  readonly heldBytes: number;
}

/**
 * Tells what has to travel. `target` is where the tree is to be; only below it are files linked rather than copied, because
 * the tree there goes away: two trees that live must not change together.
 */
export function planDelta(
  target: string,
  wanted: readonly WantedEntry[],
  digests: ReadonlyMap<WantedEntry, string>,
  held: readonly HeldFile[],
): Delta {
  const byPath = new Map(held.map((file) => [file.path, file]));
  const byDigest = new Map(held.map((file) => [file.digest, file]));
  const linked: string[] = [];
  const copied: { from: string; entry: WantedEntry }[] = [];
  const missing: WantedEntry[] = [];
  let heldBytes = 0;
  for (const entry of wanted) {
    const digest = digests.get(entry);
    const elsewhere = digest === undefined ? undefined : byDigest.get(digest);
    if (elsewhere === undefined) {
      missing.push(entry);
      continue;
    }
    const inPlace = byPath.get(`${target}/${entry.path}`);
    heldBytes += entry.size;
    if (inPlace?.digest === digest && inPlace?.isRoots === true && inPlace.mode === entry.mode)
      linked.push(entry.path);
    else copied.push({ from: elsewhere.path, entry });
  }
  return { linked, copied, missing, heldBytes };
}
