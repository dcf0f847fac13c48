import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Copies compiled code with another module in the place of one: in import, export and require specifiers only. */
export function writeFlavour(source, target, { from, to }) {
  cpSync(source, target, { recursive: true });
  const specifier = new RegExp(`(?<=\\b(?:from |require\\(|import\\()(["']))${from}(?=/|\\1)`, "g");
  for (const file of readdirSync(target, { recursive: true })) {
    if (!/\.(?:js|d\.ts)$/.test(file)) continue;
    const path = join(target, file);
    writeFileSync(path, readFileSync(path, "utf8").replace(specifier, to));
  }
}
