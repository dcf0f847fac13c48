import type { TerraformType } from "../values/terraform-type";
import type {
  IdentitySchema,
  NestedBlock,
  NestedType,
  Nesting,
  SchemaAttribute,
  SchemaBlock,
} from "./schema-description";

/** The object type of the values of a block: all its attributes and nested blocks, by name. */
export function blockType(block: SchemaBlock): TerraformType {
  return ["object", { ...attributeTypes(block.attributes), ...nestedBlockTypes(block.blockTypes) }];
}

/** The type of the values of an attribute, nested or not. */
export function attributeType(attribute: SchemaAttribute): TerraformType {
  if (attribute.nestedType !== undefined) return nestedTypeType(attribute.nestedType);
  return attribute.type ?? "dynamic";
}

/** The object type of the identity of a resource. */
export function identityType(schema: IdentitySchema): TerraformType {
  return ["object", Object.fromEntries(schema.attributes.map(({ name, type }) => [name, type]))];
}

function nestedTypeType(nested: NestedType): TerraformType {
  return nestIn(nested.nesting, ["object", attributeTypes(nested.attributes)]);
}

function attributeTypes(attributes: readonly SchemaAttribute[]): Record<string, TerraformType> {
  return Object.fromEntries(attributes.map((each) => [each.name, attributeType(each)]));
}

function nestedBlockTypes(blocks: readonly NestedBlock[]): Record<string, TerraformType> {
  return Object.fromEntries(
    blocks.map((each) => [each.name, nestIn(each.nesting, blockType(each.block))]),
  );
}

function nestIn(nesting: Nesting, element: TerraformType): TerraformType {
  return nesting === "single" ? element : [nesting, element];
}
