import { ON_ITS_WAY } from "./stream-files";
import type { WantedEntry } from "./wanted-tree";

const BLOCK = 512;

/**
 * Tells the paths of files as they arrive, given the entries of a tar stream in their order, and the bytes of its pieces as they
 * leave: of the stream, and as they travel.
 */
export function watchArrivals(
  entries: readonly WantedEntry[],
  arrived: (paths: readonly string[]) => void,
): (bytes: number, travelling: number) => void {
  const onTheWay: { readonly bytes: number; readonly travelling: number }[] = [];
  let [travels, there, end, next] = [0, 0, 0, 0];
  return (bytes, travelling) => {
    onTheWay.push({ bytes, travelling });
    travels += travelling;
    for (let piece = onTheWay[0]; piece !== undefined; piece = onTheWay[0]) {
      if (travels - piece.travelling < ON_ITS_WAY) break;
      travels -= piece.travelling;
      there += piece.bytes;
      onTheWay.shift();
    }
    const paths: string[] = [];
    for (let entry = entries[next]; entry !== undefined; entry = entries[++next]) {
      const after = end + BLOCK + Math.ceil(entry.size / BLOCK) * BLOCK;
      if (after > there) break;
      end = after;
      paths.push(entry.path);
    }
    if (paths.length > 0) arrived(paths);
  };
}
