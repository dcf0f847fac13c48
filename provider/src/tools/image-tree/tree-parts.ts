import type { StreamPart } from "./stream-files";
import type { WantedEntry } from "./wanted-tree";

const PROGRAM_MODE = "u-s,g-s,o-t,a+rx,u+w";

/**
 * Entries in the order in which {@link partsOf} has them travel. The large ones come first within what travels together, so
 * that others who wait for them have little left to do in the end.
 */
export function inOrder(entries: readonly WantedEntry[], first?: string): WantedEntry[] {
  const layers = [...new Set(entries.map(({ layer }) => layer))];
  const rank = ({ layer, isMadeRunnable, content }: WantedEntry): number =>
    content === undefined ? 2 * layers.indexOf(layer) + Number(isMadeRunnable) : Infinity;
  return [...entries].sort(
    (a, b) =>
      compare(rank(a), rank(b)) ||
      Number(b.path === first) - Number(a.path === first) ||
      b.size - a.size,
  );
}

// Not the difference: that of two infinities is no number.
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** How entries travel: what lies below one root together, what was made here in the end. */
export function partsOf(entries: readonly WantedEntry[]): StreamPart[] {
  const found = entries.filter(({ content }) => content === undefined);
  const layers = [...new Set(found.map(({ layer }) => layer))];
  const made = entries.flatMap(({ path, mode, content }) =>
    content === undefined ? [] : [{ path, mode, content }],
  );
  return [
    ...layers.flatMap((layer): StreamPart[] => {
      const own = found.filter((entry) => entry.layer === layer);
      const paths = (isMadeRunnable: boolean): string[] =>
        own.filter((entry) => entry.isMadeRunnable === isMadeRunnable).map(({ path }) => path);
      return [
        { root: layer.root, paths: paths(false) },
        { root: layer.root, paths: paths(true), mode: PROGRAM_MODE },
      ];
    }),
    { files: made },
  ];
}
