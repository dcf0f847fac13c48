#!/usr/bin/env node
// Builds the provider and puts it where Terraform finds it without a registry.
//   node scripts/mirror.mjs FOLDER
// Writes FOLDER/mirror (a filesystem mirror) and FOLDER/terraform.rc (a CLI configuration that installs this provider
// from there and all others from where they are by default), and prints `TF_CLI_CONFIG_FILE=FOLDER/terraform.rc`.
// Terraform runs in folders of its own choice, so all paths are absolute.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./machine.mjs";

const address = "registry.terraform.io/cdktf-sealos/sealos";

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
  const builder = [join(root, "scripts/build-provider.mjs"), join(root, "provider/src/main.ts")];
  execFileSync(process.execPath, [...builder, join(build, "terraform-provider-sealos")], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  placeInMirror(build, resolve(folder, "mirror"));
  const configuration = resolve(folder, "terraform.rc");
  writeFileSync(configuration, cliConfiguration(resolve(folder, "mirror")));
  return configuration;
}

/** Takes the lock file out of a folder where Terraform ran: under one version, every build has a checksum of its own. */
export function forgetChecksums(folder) {
  rmSync(join(folder, ".terraform.lock.hcl"), { force: true });
}

// mirror/HOST/NAMESPACE/TYPE/VERSION/OS_ARCH/terraform-provider-TYPE_vVERSION
function placeInMirror(build, mirror) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const target = join(mirror, address, version, platform());
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  cpSync(build, target, { recursive: true });
  const program = join(target, "terraform-provider-sealos");
  renameSync(program, `${program}_v${version}`);
}

function platform() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return `${system}_${process.arch === "x64" ? "amd64" : process.arch}`;
}

function cliConfiguration(mirror) {
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ["${address}"]
  }
  direct {
    exclude = ["${address}"]
  }
}
`;
}
