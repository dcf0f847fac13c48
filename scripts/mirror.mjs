#!/usr/bin/env node
// Builds the provider and puts it where Terraform finds it without a registry.
//   node scripts/mirror.mjs FOLDER
// Writes FOLDER/provider, and what `cdktf-sealos mirror FOLDER` makes of it; prints `TF_CLI_CONFIG_FILE=FOLDER/terraform.rc`.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./machine.mjs";

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (process.argv[2] === undefined) {
    console.error("usage: node scripts/mirror.mjs FOLDER");
    process.exit(2);
  }
  console.log(`TF_CLI_CONFIG_FILE=${mirrorProvider(process.argv[2])}`);
}

/**
 * Builds the provider, fills the mirror in the folder and returns the path of the CLI configuration. A lock file that names the
 * checksum of an earlier build has to go: see {@link forgetChecksums}.
 */
export function mirrorProvider(folder) {
  const build = resolve(folder, "provider");
  const options = { cwd: root, stdio: ["ignore", "ignore", "inherit"] };
  const program = join(build, "terraform-provider-sealos");
  const builder = [join(root, "scripts/build-provider.mjs"), join(root, "provider/src/main.ts")];
  execFileSync(process.execPath, [...builder, program], options);
  const command = [join(root, "cli/src/main.ts"), "mirror", folder, "--provider", build];
  // cwd stays the caller's: the folder may be relative to it.
  execFileSync(join(root, "node_modules/.bin/tsx"), command, { stdio: "ignore" });
  return resolve(folder, "terraform.rc");
}

/** Takes the lock file out of a folder where Terraform ran: under one version, every build has a checksum of its own. */
export function forgetChecksums(folder) {
  rmSync(join(folder, ".terraform.lock.hcl"), { force: true });
}
