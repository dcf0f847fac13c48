import type {
  FunctionParameter,
  FunctionSignature,
  IdentitySchema,
  NestedBlock,
  NestedType,
  Nesting,
  SchemaAttribute,
  SchemaBlock,
  SchemaVersion,
} from "../../schema/schema-description";
import type { TerraformType } from "../../values/terraform-type";
import * as wire from "../generated/tfplugin6";

const MARKDOWN = wire.TextKind.MARKDOWN;

const NESTING: Readonly<Record<Nesting, wire.Nesting>> = {
  single: wire.Nesting.SINGLE,
  list: wire.Nesting.LIST,
  set: wire.Nesting.SET,
  map: wire.Nesting.MAP,
};

/** Writes the schema of a provider, resource, data source or ephemeral resource. */
export function writeSchema({ version, block }: SchemaVersion): wire.Schema {
  return { version, block: writeBlock(block, version) };
}

/** Writes the signature of a function. */
export function writeFunction(signature: FunctionSignature): wire.FunctionSignature {
  const { parameters, variadicParameter, returnType, summary, description } = signature;
  return {
    parameters: parameters.map(writeParameter),
    variadicParameter:
      variadicParameter === undefined ? undefined : writeParameter(variadicParameter),
    return: { type: writeType(returnType) },
    summary,
    description,
    descriptionKind: MARKDOWN,
    deprecationMessage: signature.deprecated ?? "",
  };
}

/** Writes the attributes that identify a resource. */
export function writeIdentitySchema({ version, attributes }: IdentitySchema): wire.IdentitySchema {
  return {
    version,
    identityAttributes: attributes.map((attribute) => ({
      name: attribute.name,
      type: writeType(attribute.type),
      requiredForImport: attribute.requiredForImport ?? false,
      optionalForImport: attribute.optionalForImport ?? false,
      description: attribute.description,
    })),
  };
}

function writeBlock(block: SchemaBlock, version: number): wire.Block {
  return {
    version,
    attributes: block.attributes.map(writeAttribute),
    blockTypes: block.blockTypes.map(writeNestedBlock),
    description: block.description,
    descriptionKind: MARKDOWN,
    deprecated: block.deprecated !== undefined,
  };
}

function writeAttribute(attribute: SchemaAttribute): wire.Attribute {
  const { name, type, nestedType, description } = attribute;
  return {
    name,
    type: type === undefined ? new Uint8Array(0) : writeType(type),
    nestedType: nestedType === undefined ? undefined : writeNestedType(nestedType),
    description,
    descriptionKind: MARKDOWN,
    required: attribute.required ?? false,
    optional: attribute.optional ?? false,
    computed: attribute.computed ?? false,
    sensitive: attribute.sensitive ?? false,
    writeOnly: attribute.writeOnly ?? false,
    deprecated: attribute.deprecated !== undefined,
  };
}

function writeNestedType({ nesting, attributes }: NestedType): wire.NestedAttributes {
  return { nesting: NESTING[nesting], attributes: attributes.map(writeAttribute) };
}

function writeNestedBlock({
  name,
  nesting,
  block,
  minItems,
  maxItems,
}: NestedBlock): wire.NestedBlock {
  return {
    typeName: name,
    nesting: NESTING[nesting],
    block: writeBlock(block, 0),
    minItems: minItems ?? 0,
    maxItems: maxItems ?? 0,
  };
}

function writeParameter(parameter: FunctionParameter): wire.FunctionParameter {
  return {
    name: parameter.name,
    type: writeType(parameter.type),
    allowNullValue: parameter.allowNull ?? false,
    allowUnknownValues: parameter.allowUnknown ?? false,
    description: parameter.description,
    descriptionKind: MARKDOWN,
  };
}

function writeType(type: TerraformType): Uint8Array {
  return Buffer.from(JSON.stringify(type));
}
