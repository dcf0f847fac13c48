import { totalOf } from "./entry";
import { pickScouts } from "./line-scouts";
import type { ContentSource } from "./shared-files";
import { streamFiles, type FileStream } from "./stream-files";
import { inOrder, partsOf } from "./tree-parts";
import { watchArrivals } from "./watch-arrivals";
import type { WantedEntry } from "./wanted-tree";

export interface EntryStream extends Omit<FileStream, "parts" | "bytes" | "isPacked" | "onBytes"> {
  readonly entries: readonly WantedEntry[];
  /** Who is told what arrived. Default: nobody. */
  readonly others?: Pick<ContentSource, "first" | "arrived">;
  /** Files travel packed where the line carries fewer bytes a second; 0 for never. */
  readonly packBelow: number;
  readonly onBytes: (bytes: number) => void;
}

/** Streams the files of a tree: a few to see how fast the line is, then all others, on a slow line packed. */
export async function streamEntries(stream: EntryStream): Promise<void> {
  const { scouts, rest } = pickScouts(stream.entries, stream.others?.first);
  const pace = scouts.length > 0 ? await streamOnce(stream, scouts, false) : undefined;
  const isPacked = pace !== undefined && pace < stream.packBelow;
  await streamOnce(stream, rest, isPacked);
}

async function streamOnce(
  { others, onBytes, ...stream }: EntryStream,
  entries: readonly WantedEntry[],
  isPacked: boolean,
): Promise<number | undefined> {
  const ordered = inOrder(entries, others?.first);
  const watch = watchArrivals(ordered, (paths) => others?.arrived(paths));
  const pace = await streamFiles({
    ...stream,
    parts: partsOf(ordered),
    bytes: totalOf(entries),
    isPacked,
    onBytes(bytes, travelling) {
      onBytes(bytes);
      watch(bytes, travelling);
    },
  });
  others?.arrived(ordered.map(({ path }) => path));
  return pace;
}
