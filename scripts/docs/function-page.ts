import type { SchemaDescription } from "../../provider/sdk";
import { page, type Page } from "./page";
import { signatureType } from "./type-name";

type Signature = SchemaDescription["functions"][string];

/** The page of a function: what it does, how it is called, what it takes. */
export function functionPage(name: string, signature: Signature, usage: string): Page {
  const { summary, description, parameters, returnType } = signature;
  const taken = parameters.map((one) => `${one.name} ${signatureType(one.type)}`).join(", ");
  const front = { title: `${name} Function`, description: summary };
  return page(`functions/${name}.md`, front, [
    `# ${name} (Function)`,
    description,
    usage === "" ? "" : "## Example Usage",
    usage,
    "## Signature",
    `\`\`\`text\n${name}(${taken}) ${signatureType(returnType)}\n\`\`\``,
    "## Arguments",
    parameters
      .map(
        (one, index) =>
          `${index + 1}. \`${one.name}\` (${signatureType(one.type)}) ${one.description}`,
      )
      .join("\n"),
  ]);
}
