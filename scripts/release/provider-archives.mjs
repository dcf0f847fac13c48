import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { root } from "../machine.mjs";

/** Where the provider runs: it is a script that starts Node, so one build serves every Unix. */
const PLATFORMS = ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"];
const UNIX = 3;
/** The first day of zip, in local time as zip wants it: archives of the same files are equal. */
const NO_TIME = new Date(1980, 0, 1);

/** Writes one archive a platform, and the manifest that tells registries the protocol. */
export function archiveProvider(build, folder, version) {
  const prefix = join(folder, `terraform-provider-sealos_${version}`);
  for (const platform of PLATFORMS) writeArchive(`${prefix}_${platform}.zip`, build, version);
  const manifest = { version: 1, metadata: { protocol_versions: ["6.0"] } };
  writeFileSync(`${prefix}_manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Writes an archive as Terraform wants it: the program under the name that has the version, and what lies beside it. */
export function writeArchive(path, build, version) {
  writeFileSync(path, zipSync(contentOf(build, version), { level: 9 }));
}

function contentOf(build, version) {
  const program = "terraform-provider-sealos";
  const built = readdirSync(build, { recursive: true })
    .filter((name) => statSync(join(build, name)).isFile())
    .map((name) => [name === program ? `${program}_v${version}` : name, join(build, name)]);
  const texts = ["LICENSE", "THIRD_PARTY.md"].map((name) => [name, join(root, name)]);
  return Object.fromEntries(
    [...built, ...texts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, path]) => [name, entry(path, name.startsWith(program) ? 0o755 : 0o644)]),
  );
}

function entry(path, mode) {
  return [readFileSync(path), { os: UNIX, attrs: (0o100000 | mode) << 16, mtime: NO_TIME }];
}
