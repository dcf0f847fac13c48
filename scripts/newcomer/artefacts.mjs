import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostSettings, providerSettings } from "../demo/hosts.mjs";
import { chooseImages } from "../demo/images.mjs";
import { root, run } from "../machine.mjs";

/** What an author of a stack needs beside the product's package; all of them bring their own dependencies along or have none. */
const PACKAGES = ["cdktf", "constructs", "typescript", "@types/node", "undici-types"];

/** Puts into a folder what somebody carries into a room without a network: packages, cluster images, the key of the hosts, the stack. */
export function gatherArtefacts(folder, hosts) {
  mkdirSync(join(folder, "npm"), { recursive: true });
  const quiet = { stdio: ["ignore", "ignore", "inherit"] };
  const release = [join(root, "scripts/release/release.mjs"), join(folder, "release")];
  const env = { ...process.env, RELEASE_COMMIT: process.env.RELEASE_COMMIT ?? "unreleased" };
  run(process.execPath, release, { ...quiet, env });
  const packages = PACKAGES.map((name) => `${name}@${installedVersion(name)}`);
  const npm = ["pack", "--silent", "--prefer-offline", "--pack-destination", join(folder, "npm")];
  run("npm", [...npm, ...packages], quiet);
  for (const [name, image] of Object.entries(chooseImages({ quick: true }))) {
    cpSync(image.replace(/^oci:/, ""), join(folder, "images", name), { recursive: true });
  }
  copyFileSync(hosts[0].keyPath, join(folder, "id_ed25519"));
  writeStack(join(folder, "app"));
  const settings = Object.entries(settingsOf(hosts));
  const lines = settings.map(([name, value]) => `export ${name}='${value}'\n`);
  writeFileSync(join(folder, "settings.sh"), lines.join(""));
}

/** The quick start, importing from the packages. */
function writeStack(app) {
  mkdirSync(app);
  for (const file of ["main.ts", "settings.ts"]) {
    const text = readFileSync(join(root, "examples/cdktf/quickstart", file), "utf8");
    writeFileSync(join(app, file), text.replaceAll("../../../constructs/src", "cdktf-sealos"));
  }
}

/** What the quick start reads from the environment. */
function settingsOf(hosts) {
  const ours = hosts.map((host) => ({ ...host, keyPath: "/artefacts/id_ed25519" }));
  return {
    SEALOS_HOSTS: JSON.stringify(hostSettings(ours)),
    SEALOS_PROVIDER: JSON.stringify({
      ...providerSettings(ours),
      deletionProtection: false, // the last step takes everything down again
      eventLog: "/root/apply.jsonl",
    }),
    SEALOS_IMAGE: "oci:/artefacts/images/kubernetes",
    SEALOS_APP_IMAGE: "oci:/artefacts/images/application",
  };
}

function installedVersion(name) {
  return JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version;
}
