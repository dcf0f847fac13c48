// Writes the pages that are made from sources: the provider's reference in the registry's layout, the index of errors, the
// reference of the constructs.
//   npx tsx scripts/generate-docs.ts [OUTPUT_FOLDER]   (default: docs)
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { SchemaDescription } from "../provider/sdk";
import { constructsPage } from "./docs/constructs-page";
import { errorsPage } from "./docs/errors-page";
import { readExamples } from "./docs/examples";
import { registryPages } from "./docs/registry-pages";

const root = join(__dirname, "..");
const folder = resolve(process.argv[2] ?? join(root, "docs"));
const schema = JSON.parse(
  readFileSync(join(root, "provider/src/generated/schema.json"), "utf8"),
) as SchemaDescription;

// What a resource of yesterday left behind goes, too.
for (const name of ["resources", "data-sources", "ephemeral-resources", "functions"]) {
  rmSync(join(folder, name), { recursive: true, force: true });
}
const pages = [
  ...registryPages(schema, readExamples(join(root, "examples"))),
  constructsPage(join(root, "constructs/src")),
  errorsPage(root),
];
for (const { path, text } of pages) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
