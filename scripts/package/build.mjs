#!/usr/bin/env node
// Builds what the npm package holds: node scripts/package/build.mjs
//   dist/cdktf, dist/cdktn   the constructs for each engine, with declarations
//   dist/cli                 the command, in one file and the parts that it loads
//   dist/provider            the provider, for `cdktf-sealos mirror`
// and dist/bundled.json, the folders of the packages that are in the bundles, for the bill of materials.
// The sources know one engine, cdktf. Its successor cdktn has the same interface under another name: the compiler holds the
// sources against it, too, and the second flavour is the first one with that name in its imports.
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildProvider } from "../build-provider.mjs";
import { root } from "../machine.mjs";
import { writeFlavour } from "./write-flavour.mjs";

const dist = join(root, "dist");
for (const part of ["cdktf", "cdktn", "cli", "provider"]) {
  rmSync(join(dist, part), { recursive: true, force: true });
}
compile("tsconfig.json", "--outDir", join(dist, "cdktf"));
compile("tsconfig.cdktn.json");
writeFlavour(join(dist, "cdktf"), join(dist, "cdktn"), { from: "cdktf", to: "cdktn" });
const bundles = await Promise.all([
  buildProvider(join(root, "cli/src/main.ts"), join(dist, "cli/cdktf-sealos")),
  buildProvider(
    join(root, "provider/src/main.ts"),
    join(dist, "provider/terraform-provider-sealos"),
  ),
]);
writeFileSync(join(dist, "bundled.json"), JSON.stringify([...new Set(bundles.flat())].sort()));

function compile(project, ...args) {
  const compiler = join(root, "node_modules/.bin/tsc");
  execFileSync(compiler, ["-p", join(root, "scripts/package", project), ...args], {
    stdio: ["ignore", 2, "inherit"],
  });
}
