import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../machine.mjs";

/**
 * Writes a CycloneDX bill of materials. npm knows licence and source of every package in the lock file; esbuild knows which of them went into
 * the bundles, their folders being `bundled`. Nothing else is shipped: the engines are the user's own.
 */
export function writeBillOfMaterials(folder, version, bundled) {
  const { $schema, bomFormat, specVersion, metadata, components } = askNpm();
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const known = new Map(components.map((component) => [component["bom-ref"], component]));
  const shipped = bundled.map((path) => asShipped(known, path, packages[path]));
  const { tools, component } = metadata;
  const bill = {
    ...{ $schema, bomFormat, specVersion, version: 1 },
    metadata: { tools, component: { ...component, name: "cdktf-sealos" } },
    components: shipped,
    dependencies: [
      { ref: component["bom-ref"], dependsOn: shipped.map(({ "bom-ref": id }) => id) },
    ],
  };
  writeFileSync(
    join(folder, `cdktf-sealos-${version}.cdx.json`),
    `${JSON.stringify(bill, null, 2)}\n`,
  );
}

function askNpm() {
  const words = ["sbom", "--package-lock-only", "--sbom-format=cyclonedx"];
  const stdio = ["ignore", "pipe", "inherit"];
  const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 26, stdio };
  return JSON.parse(execFileSync("npm", words, options));
}

// npm describes a package that is there twice as one of the two, which may be one without a hash, or one for development.
function asShipped(known, path, locked) {
  const id = `${path.split("node_modules/").at(-1)}@${locked?.version}`;
  const component = known.get(id);
  if (component === undefined) throw new Error(`the lock file does not know ${id}: run npm ci`);
  const { properties: _ofTheRepository, ...described } = component;
  const [algorithm, digest] = locked.integrity.split("-");
  const content = Buffer.from(digest, "base64").toString("hex");
  const alg = algorithm.toUpperCase().replace("SHA", "SHA-");
  const licenses = described.licenses ?? licensesOf(path);
  return { ...described, scope: "required", licenses, hashes: [{ alg, content }] };
}

// The form that package.json had before 2014, and that npm leaves out.
function licensesOf(path) {
  const { licenses } = JSON.parse(readFileSync(join(root, path, "package.json"), "utf8"));
  return licenses.map(({ type }) => ({ license: { id: type } }));
}
