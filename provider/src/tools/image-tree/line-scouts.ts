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

/** Picks the smallest files that will do for scouts; none where the whole is soon there. */
export function pickScouts(entries: readonly WantedEntry[]): Scouts {
  const picked = new Set<WantedEntry>();
  let bytes = 0;
  for (const entry of entries.toSorted((a, b) => a.size - b.size)) {
    if (bytes >= ENOUGH) break;
    if (entry.content !== undefined || entry.size < SMALLEST) continue;
    picked.add(entry);
    bytes += entry.size;
  }
  if (bytes < ENOUGH || bytes > totalOf(entries) * MOST) return { scouts: [], rest: entries };
  return {
    scouts: entries.filter((entry) => picked.has(entry)),
    rest: entries.filter((entry) => !picked.has(entry)),
  };
}
