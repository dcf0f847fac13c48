import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const SCRIPT = join(__dirname, "../../../../scripts/package/write-flavour.mjs");
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "flavour-"))));
afterEach(() => rmSync(folder, { recursive: true }));

/** The text of a compiled file in the other flavour. */
function flavoured(file: string, text: string): string {
  mkdirSync(join(folder, "from"));
  writeFileSync(join(folder, "from", file), text);
  const call = `writeFlavour("${folder}/from", "${folder}/to", { from: "cdktf", to: "cdktn" })`;
  const code = `const { writeFlavour } = await import("${pathToFileURL(SCRIPT).href}"); ${call};`;
  execFileSync(process.execPath, ["--input-type=module", "-e", code]);
  return readFileSync(join(folder, "to", file), "utf8");
}

it.each([
  ["a.js", 'const c = require("cdktf");', 'const c = require("cdktn");'],
  ["a.js", 'require("cdktf/lib/x")', 'require("cdktn/lib/x")'],
  ["a.d.ts", "import { App } from 'cdktf';", "import { App } from 'cdktn';"],
  ["a.d.ts", 'x: import("cdktf").Token', 'x: import("cdktn").Token'],
  ["a.js", 'require("cdktf-sealos")', 'require("cdktf-sealos")'],
  [
    "a.js",
    'Symbol.for("cdktf/App"); // as cdktf does',
    'Symbol.for("cdktf/App"); // as cdktf does',
  ],
  ["a.json", '{"from": "cdktf"}', '{"from": "cdktf"}'],
])("%s: %s becomes %s", (file, before, after) => {
  expect(flavoured(file, before)).toBe(after);
});
