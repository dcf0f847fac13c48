import { compareText } from "./go-text";
import type { GoMap, Value } from "./values";

/** The entries of a map in the order of their keys' bytes, as Go prints and ranges over them. */
export function sortedEntries(map: GoMap): (readonly [string, Value])[] {
  return [...map.entries].sort(([left], [right]) => compareText(left, right));
}
