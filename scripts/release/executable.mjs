#!/usr/bin/env node
// The provider as one executable with Node inside, for machines without Node: node scripts/release/executable.mjs FOLDER
// Writes FOLDER/terraform-provider-sealos_VERSION_OS_ARCH.zip for the platform that it runs on, out of the Node that it runs on: an archive for
// filesystem mirrors, in the place of the small one of a release. Linux only: elsewhere executables have signatures to make anew.
// Size and start: docs/adr/0016-packages.md.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildProvider } from "../build-provider.mjs";
import { root } from "../machine.mjs";
import { writeArchive } from "./provider-archives.mjs";

const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";
const { inject } = createRequire(import.meta.url)("postject");

if (process.platform !== "linux" || process.argv[2] === undefined) {
  console.error("usage, on Linux: node scripts/release/executable.mjs FOLDER");
  process.exit(64);
}
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const folder = resolve(process.argv[2]);
const scratch = mkdtempSync(join(tmpdir(), "executable-"));
try {
  mkdirSync(folder, { recursive: true });
  const build = join(scratch, "build");
  await makeExecutable(join(build, "terraform-provider-sealos"));
  const platform = `linux_${process.arch === "x64" ? "amd64" : process.arch}`;
  const archive = join(folder, `terraform-provider-sealos_${version}_${platform}.zip`);
  writeArchive(archive, build, version);
  console.log(archive);
} finally {
  rmSync(scratch, { recursive: true });
}

async function makeExecutable(target) {
  const main = join(scratch, "main.cjs");
  await buildProvider(join(root, "provider/src/main.ts"), main, { single: true });
  writeFileSync(main, readFileSync(main, "utf8").replace(/^#!.*\n/, "")); // Node reads it as a function's body
  const blob = join(scratch, "blob");
  const settings = { main, output: blob, disableExperimentalSEAWarning: true, useCodeCache: true };
  writeFileSync(join(scratch, "sea.json"), JSON.stringify(settings));
  execFileSync(process.execPath, ["--experimental-sea-config", join(scratch, "sea.json")], {
    stdio: "ignore",
  });
  mkdirSync(join(target, ".."));
  copyFileSync(process.execPath, target);
  await inject(target, "NODE_SEA_BLOB", readFileSync(blob), { sentinelFuse: FUSE });
  chmodSync(target, 0o755);
}
