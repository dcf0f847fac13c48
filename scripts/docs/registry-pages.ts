import type {
  SchemaDescription,
  SchemaVersion,
} from "../../provider/sdk/schema/schema-description";
import type { ExampleKind, Examples } from "./examples";
import { functionPage } from "./function-page";
import { firstSentence, page, type Page } from "./page";
import { schemaSection } from "./schema-section";

/** The provider's reference as the Terraform registry reads it: one page an object, and `index.md` for the provider. */
export function registryPages(schema: SchemaDescription, examples: Examples): readonly Page[] {
  return [
    providerPage(schema.provider, examples),
    ...Object.entries(schema.resources).map(([name, { block }]) =>
      objectPage("resources", "Resource", name, block, examples, importSection(name, examples)),
    ),
    ...Object.entries(schema.dataSources).map(([name, { block }]) =>
      objectPage("data-sources", "Data Source", name, block, examples),
    ),
    ...Object.entries(schema.ephemeralResources).map(([name, { block }]) =>
      objectPage("ephemeral-resources", "Ephemeral Resource", name, block, examples),
    ),
    ...Object.entries(schema.functions).map(([name, signature]) =>
      functionPage(name, signature, examples.usage("functions", name)),
    ),
  ];
}

function providerPage({ block }: SchemaVersion, examples: Examples): Page {
  const { description } = block;
  const front = { title: "Provider: sealos", description: firstSentence(description) };
  return page("index.md", front, [
    "# sealos Provider",
    description,
    "The guides tell how to get from bare machines to a cluster and through its life; the same resources as constructs in TypeScript: [constructs](constructs.md).",
    "## Example Usage",
    examples.usage("provider", "sealos"),
    schemaSection(block),
  ]);
}

function objectPage(
  kind: ExampleKind,
  title: string,
  name: string,
  block: SchemaVersion["block"],
  examples: Examples,
  end = "",
): Page {
  const front = { title: `${name} ${title}`, description: firstSentence(block.description) };
  const usage = examples.usage(kind, name);
  return page(`${kind}/${name.replace(/^sealos_/, "")}.md`, front, [
    `# ${name} (${title})`,
    block.description,
    usage === "" ? "" : "## Example Usage",
    usage,
    schemaSection(block),
    end,
  ]);
}

function importSection(name: string, examples: Examples): string {
  const importing = examples.importing(name);
  return importing === "" ? "" : `## Import\n\n${importing}`;
}
