#!/usr/bin/env node
// Makes everything that a release publishes, from a clean checkout: npm run release [-- FOLDER]   (default: dist/release)
//   cdktf-sealos-VERSION.tgz                            the npm package
//   terraform-provider-sealos_VERSION_OS_ARCH.zip, …_manifest.json, …_SHA256SUMS, …_SHA256SUMS.sig
//                                                       the provider, as Terraform's registries and mirrors want it
//   cdktf-sealos-VERSION.cdx.json                       bill of materials: every package that is bundled
//   cdktf-sealos-VERSION.provenance.json                what was made of which commit
// The same commit gives the same bytes, but for the signature. Environment:
//   RELEASE_GPG_KEY   signs the checksums (an RSA key: the public registry takes no other); without it nothing is signed
//   RELEASE_COMMIT    the commit, where this is no git checkout
//   RELEASE_BUILDER   URI of who builds, for the provenance; default: urn:cdktf-sealos:local
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { ensureNpmPackages, root, run } from "../machine.mjs";
import { writeBillOfMaterials } from "./bill-of-materials.mjs";
import { signChecksums, writeChecksums } from "./checksums.mjs";
import { archiveProvider } from "./provider-archives.mjs";
import { writeProvenance } from "./provenance.mjs";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const folder = resolve(process.argv[2] ?? join(root, "dist/release"));
const commit = process.env.RELEASE_COMMIT ?? cleanCommit();

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
ensureNpmPackages();
run("npm", ["pack", "--silent", "--pack-destination", folder], {
  stdio: ["ignore", "ignore", "inherit"],
});
archiveProvider(join(root, "dist/provider"), folder, version);
writeChecksums(folder, version);
signChecksums(folder, version, process.env.RELEASE_GPG_KEY);
writeBillOfMaterials(
  folder,
  version,
  JSON.parse(readFileSync(join(root, "dist/bundled.json"), "utf8")),
);
writeProvenance(folder, version, { commit, builder: process.env.RELEASE_BUILDER });
console.log(folder);

/** The commit of this checkout; ends the release where there are changes that no commit has. */
function cleanCommit() {
  const git = (...words) => execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim();
  if (git("status", "--porcelain") === "") return git("rev-parse", "HEAD");
  console.error(
    "release: there are changes that are not committed; commit them, or name a commit in RELEASE_COMMIT",
  );
  process.exit(1);
}
