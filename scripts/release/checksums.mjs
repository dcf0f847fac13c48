import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** SHA-256 of a file, in hexadecimal digits. */
export function sha256Of(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** Writes the checksums of the archives and of the manifest, as `sha256sum` does. */
export function writeChecksums(folder, version) {
  const sums = readdirSync(folder)
    .filter((name) => name.startsWith("terraform-provider-"))
    .sort()
    .map((name) => `${sha256Of(join(folder, name))}  ${name}\n`);
  writeFileSync(fileOf(folder, version), sums.join(""));
}

/** Signs the checksums with that key of the user's gpg; without a key says that it does not. */
export function signChecksums(folder, version, key) {
  if (!key) {
    console.error("release: the checksums are not signed; a registry wants RELEASE_GPG_KEY");
    return;
  }
  const file = fileOf(folder, version);
  const words = ["--batch", "--yes", "--local-user", key, "--output", `${file}.sig`];
  execFileSync("gpg", [...words, "--detach-sign", file], { stdio: ["ignore", 2, 2] });
}

function fileOf(folder, version) {
  return join(folder, `terraform-provider-sealos_${version}_SHA256SUMS`);
}
