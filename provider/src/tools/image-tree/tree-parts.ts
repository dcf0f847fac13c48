import type { StreamPart } from "./stream-files";
import type { WantedEntry } from "./wanted-tree";

const PROGRAM_MODE = "u-s,g-s,o-t,a+rx,u+w";

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
