import type { SchemaDescription } from "../../schema/schema-description";
import type * as wire from "../generated/tfplugin6";
import { writeFunction, writeIdentitySchema, writeSchema } from "./schema";

// A destroy is planned like any change; core may keep our schema for all its processes; `moved` works across types.
const CAPABILITIES: wire.ServerCapabilities = {
  planDestroy: true,
  getProviderSchemaOptional: true,
  moveResourceState: true,
};

/** Writes everything the provider offers. */
export function writeProviderSchema(schema: SchemaDescription): wire.GetProviderSchemaResponse {
  return {
    provider: writeSchema(schema.provider),
    resourceSchemas: mapValues(schema.resources, writeSchema),
    dataSourceSchemas: mapValues(schema.dataSources, writeSchema),
    ephemeralResourceSchemas: mapValues(schema.ephemeralResources, writeSchema),
    functions: mapValues(schema.functions, writeFunction),
    providerMeta: undefined,
    serverCapabilities: CAPABILITIES,
    diagnostics: [],
  };
}

/** Writes the names of everything the provider offers. */
export function writeMetadata(schema: SchemaDescription): wire.GetMetadataResponse {
  return {
    serverCapabilities: CAPABILITIES,
    resources: typeNames(schema.resources),
    dataSources: typeNames(schema.dataSources),
    ephemeralResources: typeNames(schema.ephemeralResources),
    functions: Object.keys(schema.functions).map((name) => ({ name })),
    diagnostics: [],
  };
}

/** Writes the signatures of all functions. */
export function writeFunctions(schema: SchemaDescription): wire.GetFunctionsResponse {
  return { functions: mapValues(schema.functions, writeFunction), diagnostics: [] };
}

/** Writes the identity schemas of all resources that have one. */
export function writeIdentitySchemas(
  schema: SchemaDescription,
): wire.GetResourceIdentitySchemasResponse {
  return { identitySchemas: mapValues(schema.identities, writeIdentitySchema), diagnostics: [] };
}

function typeNames(entries: Readonly<Record<string, unknown>>): wire.TypeName[] {
  return Object.keys(entries).map((typeName) => ({ typeName }));
}

function mapValues<From, To>(
  entries: Readonly<Record<string, From>>,
  convert: (entry: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, convert(entry)]));
}
