import type { Runner } from "../../transports/runner";
import type { EntryKind, TreeEntry } from "./entry";
import { readOutput } from "./read-output";

const FIELDS = 5;
const FORMAT = "%P\\0%y\\0%m\\0%s\\0%l\\0";
const KINDS: Readonly<Record<string, EntryKind>> = { f: "file", d: "directory", l: "symlink" };

/** Lists everything below a root in one command, parents before children; links are not followed. */
export async function inventoryTree(
  runner: Runner,
  root: string,
  signal?: AbortSignal,
): Promise<TreeEntry[]> {
  const argv = ["find", root, "-mindepth", "1", "-printf", FORMAT] as const;
  return parseInventory((await readOutput(runner, argv, { signal })).toString("utf8"));
}

/** Reads the listing that {@link inventoryTree} asks for. */
export function parseInventory(listing: string): TreeEntry[] {
  const fields = listing.split("\0");
  const entries: TreeEntry[] = [];
  for (let at = 0; at + FIELDS < fields.length; at += FIELDS) {
    const [path = "", type = "", mode = "0", size = "0", target = ""] = fields.slice(
      at,
      at + FIELDS,
    );
    const kind = KINDS[type] ?? "other";
    entries.push({
      path,
      kind,
      mode: parseInt(mode, 8),
      size: kind === "file" ? Number(size) : 0,
      target: kind === "symlink" ? target : undefined,
    });
  }
  return entries;
}
