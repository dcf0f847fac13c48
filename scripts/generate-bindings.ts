// Generates the bindings that the constructs stand on, from the provider's own schema and without Terraform.
//   npx tsx scripts/generate-bindings.ts [OUTPUT_FOLDER]   (default: constructs/src/generated)
// The code is what `cdktf get` would write. It is checked in; test/artefacts/bindings.test.ts fails when it
// no longer matches the schema.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { CodeMaker, TerraformProviderGenerator } from "@cdktf/provider-generator";
import { describeProvider, toProviderSchemaJson } from "../provider/sdk";
import { PRODUCT_VERSION, PROVIDER_ADDRESS } from "../provider/src/domain/product";
import { releaseLineOf } from "../provider/src/domain/release-line";
import { createProvider } from "../provider/src/provider";

type ProviderSchema = ConstructorParameters<typeof TerraformProviderGenerator>[1];
type Target = Parameters<TerraformProviderGenerator["generate"]>[0];

void generateBindings(resolve(process.argv[2] ?? join(__dirname, "../constructs/src/generated")));

async function generateBindings(output: string): Promise<void> {
  const generator = new TerraformProviderGenerator(new CodeMaker(), sealosSchema());
  generator.generate(sealosTarget());
  const scratch = mkdtempSync(join(tmpdir(), "bindings-"));
  await generator.save(scratch);
  rmSync(output, { recursive: true, force: true });
  keepCode(join(scratch, "providers/sealos"), output);
  rmSync(scratch, { recursive: true });
}

// The generator knows neither exactOptionalPropertyTypes nor noImplicitOverride; it has tests of its own.
function keepCode(from: string, to: string): void {
  for (const file of readdirSync(from, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    mkdirSync(dirname(join(to, file)), { recursive: true });
    writeFileSync(join(to, file), `// @ts-nocheck\n${readFileSync(join(from, file), "utf8")}`);
  }
}

function sealosSchema(): ProviderSchema {
  const provider = createProvider(() => {
    throw new Error("a schema is described without services");
  });
  // Without the version that `terraform providers schema` adds: stacks would ask for exactly that one.
  return toProviderSchemaJson(
    describeProvider(provider),
    PROVIDER_ADDRESS,
  ) as unknown as ProviderSchema;
}

// Stacks ask for any release of the same line, not for the one that the bindings were made from.
function sealosTarget(): Target {
  return {
    isProvider: true,
    isModule: false,
    name: "sealos",
    fqn: "cdktf-sealos/sealos",
    source: "cdktf-sealos/sealos",
    version: `~> ${releaseLineOf(PRODUCT_VERSION)}.0`,
    trackingPayload: {},
  } as unknown as Target;
}
