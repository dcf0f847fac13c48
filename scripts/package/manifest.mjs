#!/usr/bin/env node
// The manifest in the package is that of the repository without what is for the repository alone: everything that the command and the
// provider need is bundled, so nobody has to install it. npm packs the file as it is on disk, so `npm pack` calls
//   node scripts/package/manifest.mjs trim      before, and
//   node scripts/package/manifest.mjs restore   after
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../machine.mjs";

const manifest = join(root, "package.json");
const original = join(root, ".package.json.original");
const REPOSITORY_ONLY = ["scripts", "dependencies", "devDependencies"];

const [action] = process.argv.slice(2);
if (existsSync(original)) renameSync(original, manifest); // also what an interrupted `npm pack` left
if (action === "trim") {
  const text = readFileSync(manifest, "utf8");
  writeFileSync(original, text);
  const kept = Object.entries(JSON.parse(text)).filter(([key]) => !REPOSITORY_ONLY.includes(key));
  writeFileSync(manifest, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}
