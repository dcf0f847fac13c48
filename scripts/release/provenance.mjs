import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../machine.mjs";
import { sha256Of } from "./checksums.mjs";

/** Writes an in-toto statement with SLSA provenance: every file of the release, and what it was made from. */
export function writeProvenance(folder, version, { commit, builder = "urn:cdktf-sealos:local" }) {
  const subject = readdirSync(folder)
    .filter((name) => !name.endsWith(".sig"))
    .sort()
    .map((name) => ({ name, digest: { sha256: sha256Of(join(folder, name)) } }));
  const statement = {
    _type: "https://in-toto.io/Statement/v1",
    subject,
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {
      buildDefinition: {
        buildType: "urn:cdktf-sealos:npm-run-release:v1",
        externalParameters: { version, commit },
        internalParameters: { node: process.version },
        resolvedDependencies: [
          { name: "source", digest: { gitCommit: commit } },
          {
            name: "package-lock.json",
            digest: { sha256: sha256Of(join(root, "package-lock.json")) },
          },
        ],
      },
      runDetails: { builder: { id: builder } },
    },
  };
  writeFileSync(
    join(folder, `cdktf-sealos-${version}.provenance.json`),
    `${JSON.stringify(statement, null, 2)}\n`,
  );
}
