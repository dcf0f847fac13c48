import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(__dirname, "../..");

it.each([
  ["scripts/generate-schema.ts", "provider/src/generated"],
  ["scripts/generate-bindings.ts", "constructs/src/generated"],
])("%s would write what is checked in (else: npm run generate)", async (script, checkedIn) => {
  const fresh = mkdtempSync(join(tmpdir(), "generated-"));
  try {
    await promisify(execFile)(join(ROOT, "node_modules/.bin/tsx"), [join(ROOT, script), fresh]);
    expect(filesOf(fresh)).toEqual(filesOf(join(ROOT, checkedIn)));
  } finally {
    rmSync(fresh, { recursive: true });
  }
});

function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = files
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );
}
