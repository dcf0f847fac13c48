import type { CompiledAttribute } from "./compiled-schema";
import type { Schema } from "./define-schema";
import type { NestedBlock, SchemaAttribute, SchemaBlock } from "./schema-description";

/** What Terraform is told about a schema whose attributes have been compiled. */
export function describeBlock(
  schema: Pick<Schema, "description" | "deprecated">,
  attributes: readonly CompiledAttribute[],
): SchemaBlock {
  return {
    description: schema.description,
    ...(schema.deprecated === undefined ? {} : { deprecated: schema.deprecated }),
    attributes: attributes.filter((each) => each.mode !== "block").map(describeAttribute),
    blockTypes: attributes.filter((each) => each.mode === "block").map(describeNestedBlock),
  };
}

function describeAttribute(attribute: CompiledAttribute): SchemaAttribute {
  const { name, type, nested, options } = attribute;
  return {
    name,
    ...(nested === undefined
      ? { type }
      : {
          nestedType: {
            nesting: nested.nesting,
            attributes: nested.attributes.map(describeAttribute),
          },
        }),
    description: options.description,
    ...FLAGS[attribute.mode],
    ...(options.sensitive === true ? { sensitive: true } : {}),
    ...(options.deprecated === undefined ? {} : { deprecated: options.deprecated }),
  };
}

// A default is the provider's choice for an absent value, hence `computed` in Terraform's terms.
const FLAGS = {
  required: { required: true },
  optional: { optional: true },
  defaulted: { optional: true, computed: true },
  computed: { computed: true },
  optionalComputed: { optional: true, computed: true },
  writeOnly: { optional: true, writeOnly: true },
  block: {},
} as const satisfies Record<CompiledAttribute["mode"], Partial<SchemaAttribute>>;

function describeNestedBlock(attribute: CompiledAttribute): NestedBlock {
  const { name, nested, options } = attribute;
  return {
    name,
    nesting: nested?.nesting ?? "single",
    block: describeBlock(options, nested?.attributes ?? []),
  };
}
