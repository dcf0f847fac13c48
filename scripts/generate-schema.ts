// Compiles the provider's schema, which is served without loading any resource.
//   npx tsx scripts/generate-schema.ts [OUTPUT_FOLDER]   (default: provider/src/generated)
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describeProvider } from "../provider/sdk";
import { createProvider } from "../provider/src/provider";

const folder = resolve(process.argv[2] ?? join(__dirname, "../provider/src/generated"));
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "schema.json"), `${JSON.stringify(describeSealos(), null, 1)}\n`);

function describeSealos(): object {
  return describeProvider(
    createProvider(() => {
      throw new Error("a schema is described without services");
    }),
  );
}
