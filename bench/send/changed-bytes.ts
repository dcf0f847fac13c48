import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { sha256Hex } from "../../provider/src/lib/hash";

/** Bytes in files of the second tree whose content is in no file of the first, `registry/` left out. */
export function changedBytes([before = "", after = ""]: readonly string[]): number {
  const known = new Set(filesIn(before).map(digest));
  const changed = filesIn(after).filter((file) => !known.has(digest(file)));
  return changed.reduce((sum, file) => sum + statSync(file).size, 0);
}

function filesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !relative(root, file).startsWith("registry/"));
}

function digest(file: string): string {
  return sha256Hex(readFileSync(file));
}
