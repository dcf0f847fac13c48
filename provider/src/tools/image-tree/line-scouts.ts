import { totalOf } from "./entry";
import type { WantedEntry } from "./wanted-tree";

/** Enough bytes to tell how fast a line is when what fits into buffers on the way does not count. */
const ENOUGH = 12_000_000;
/** Smaller files would show how fast the host makes files. */
const SMALLEST = 64_000;
/** Of what travels: more of it would spoil what is gained by knowing. */
const MOST = 1 / 4;

/** Entries that travel ahead, to show how fast the line is, and the others. */
export interface Scouts {
  readonly scouts: readonly WantedEntry[];
  readonly rest: readonly WantedEntry[];
}

/** Picks for scouts what has to be there first, and the smallest files that will do; none where the whole is soon there. */
export function pickScouts(entries: readonly WantedEntry[], first?: string): Scouts {
  const picked = new Set<WantedEntry>();
  const isFirst = ({ path }: WantedEntry): number => Number(path === first);
  const limit = totalOf(entries) * MOST;
  let bytes = 0;
  for (const entry of entries.toSorted((a, b) => isFirst(b) - isFirst(a) || a.size - b.size)) {
    if (bytes >= ENOUGH) break;
    const { content, size } = entry;
    if (content !== undefined || size < SMALLEST || bytes + size > limit) continue;
    picked.add(entry);
    bytes += size;
  }
  if (bytes < ENOUGH) return { scouts: [], rest: entries };
  return {
    scouts: entries.filter((entry) => picked.has(entry)),
    rest: entries.filter((entry) => !picked.has(entry)),
  };
}
