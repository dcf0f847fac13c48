import type { TerraformType } from "../values/terraform-type";
import type {
  FunctionParameter,
  FunctionSignature,
  IdentitySchema,
  NestedBlock,
  SchemaAttribute,
  SchemaBlock,
  SchemaDescription,
  SchemaVersion,
} from "./schema-description";

/**
 * The document that `terraform providers schema -json` would print for one provider, without running Terraform.
 * The address is the full one: `registry.terraform.io/acme/toy`.
 */
export function toProviderSchemaJson(
  schema: SchemaDescription,
  address: string,
): ProviderSchemasJson {
  const { resources, dataSources, ephemeralResources, functions, identities } = schema;
  const provider = {
    provider: versionJson(schema.provider),
    ...(isEmpty(resources) ? {} : { resource_schemas: mapValues(resources, versionJson) }),
    ...(isEmpty(dataSources) ? {} : { data_source_schemas: mapValues(dataSources, versionJson) }),
    ...(isEmpty(ephemeralResources)
      ? {}
      : { ephemeral_resource_schemas: mapValues(ephemeralResources, versionJson) }),
    ...(isEmpty(functions) ? {} : { functions: mapValues(functions, functionJson) }),
    ...(isEmpty(identities)
      ? {}
      : { resource_identity_schemas: mapValues(identities, identityJson) }),
  };
  return { format_version: "1.0", provider_schemas: { [address]: provider } };
}

/** The shape of the document, as far as it matters to readers. */
export interface ProviderSchemasJson {
  readonly format_version: string;
  readonly provider_schemas: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function versionJson({ version, block }: SchemaVersion): object {
  return { version, block: blockJson(block) };
}

function blockJson(block: SchemaBlock): object {
  return {
    ...(block.attributes.length === 0 ? {} : { attributes: attributesJson(block.attributes) }),
    ...(block.blockTypes.length === 0
      ? {}
      : { block_types: Object.fromEntries(byName(block.blockTypes, blockTypeJson)) }),
    ...descriptionJson(block.description),
    ...(block.deprecated === undefined ? {} : { deprecated: true }),
  };
}

function attributesJson(attributes: readonly SchemaAttribute[]): object {
  return Object.fromEntries(byName(attributes, attributeJson));
}

function attributeJson(attribute: SchemaAttribute): object {
  const { type, nestedType, description, required, optional, computed, sensitive } = attribute;
  return {
    ...(nestedType === undefined
      ? { type: typeJson(type ?? "dynamic") }
      : {
          nested_type: {
            attributes: attributesJson(nestedType.attributes),
            nesting_mode: nestedType.nesting,
          },
        }),
    ...descriptionJson(description),
    ...(attribute.deprecated === undefined ? {} : { deprecated: true }),
    ...(required === undefined ? {} : { required }),
    ...(optional === undefined ? {} : { optional }),
    ...(computed === undefined ? {} : { computed }),
    ...(sensitive === undefined ? {} : { sensitive }),
    ...(attribute.writeOnly === undefined ? {} : { write_only: true }),
  };
}

function blockTypeJson({ nesting, block, minItems, maxItems }: NestedBlock): object {
  return {
    nesting_mode: nesting,
    block: blockJson(block),
    ...(minItems === undefined ? {} : { min_items: minItems }),
    ...(maxItems === undefined ? {} : { max_items: maxItems }),
  };
}

function functionJson(signature: FunctionSignature): object {
  const { description, summary, parameters, variadicParameter, returnType, deprecated } = signature;
  return {
    description,
    summary,
    ...(deprecated === undefined ? {} : { deprecation_message: deprecated }),
    return_type: typeJson(returnType),
    ...(parameters.length === 0 ? {} : { parameters: parameters.map(parameterJson) }),
    ...(variadicParameter === undefined
      ? {}
      : { variadic_parameter: parameterJson(variadicParameter) }),
  };
}

function parameterJson({ name, type, description, allowNull }: FunctionParameter): object {
  return {
    name,
    description,
    ...(allowNull === undefined ? {} : { is_nullable: true }),
    type: typeJson(type),
  };
}

function identityJson({ version, attributes }: IdentitySchema): object {
  return {
    version,
    attributes: Object.fromEntries(
      byName(attributes, ({ type, description, requiredForImport, optionalForImport }) => ({
        type: typeJson(type),
        description,
        ...(requiredForImport === undefined ? {} : { required_for_import: true }),
        ...(optionalForImport === undefined ? {} : { optional_for_import: true }),
      })),
    ),
  };
}

function descriptionJson(description: string): object {
  return { description, description_kind: "markdown" };
}

/** Object types come with sorted members, as Terraform writes them. */
function typeJson(type: TerraformType): TerraformType {
  if (typeof type === "string") return type;
  if (type[0] === "tuple") return ["tuple", type[1].map(typeJson)];
  if (type[0] !== "object") return [type[0], typeJson(type[1])];
  return ["object", mapValues(type[1], typeJson)];
}

function byName<Item extends { readonly name: string }>(
  items: readonly Item[],
  change: (item: Item) => object,
): readonly (readonly [string, object])[] {
  return [...items]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map((each) => [each.name, change(each)]);
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  change: (value: In) => Out,
): Readonly<Record<string, Out>> {
  const names = Object.keys(record).sort();
  return Object.fromEntries(names.map((name) => [name, change(record[name] as In)]));
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0;
}
