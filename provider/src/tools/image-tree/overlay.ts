import type { TreeEntry } from "./entry";

/**
 * The tree that some trees become when each is laid over those before. Links that are harmless in each
 * may lead out of the root together.
 */
export function overlay<Entry extends Pick<TreeEntry, "path" | "kind">>(
  trees: readonly (readonly Entry[])[],
): Entry[] {
  const merged = new Map(trees.flat().map((entry) => [entry.path, entry]));
  const isCovered = ({ path }: Entry): boolean =>
    parentsOf(path).some((parent) => (merged.get(parent)?.kind ?? "directory") !== "directory");
  return [...merged.values()].filter((entry) => !isCovered(entry));
}

function parentsOf(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
}
