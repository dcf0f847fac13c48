// Compiles the provider's schema into provider/src/generated/schema.json, which is served without loading any resource.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeProvider } from "../provider/sdk";
import { createProvider } from "../provider/src/provider";

const folder = join(__dirname, "../provider/src/generated");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "schema.json"), `${JSON.stringify(describeSealos(), null, 1)}\n`);

function describeSealos(): object {
  return describeProvider(
    createProvider(() => {
      throw new Error("a schema is described without services");
    }),
  );
}
