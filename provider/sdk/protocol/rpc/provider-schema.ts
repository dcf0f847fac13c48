import * as wire from "../generated/tfplugin6";
import {
  writeFunctions,
  writeIdentitySchemas,
  writeMetadata,
  writeProviderSchema,
} from "../to-proto/provider-schema";
import { defineSchemaRpc } from "./rpc";

/** Tells Terraform everything that the provider offers. */
export const getProviderSchema = defineSchemaRpc(
  wire.GetProviderSchemaResponse,
  writeProviderSchema,
);

/** Tells the names alone. */
export const getMetadata = defineSchemaRpc(wire.GetMetadataResponse, writeMetadata);

/** Tells the functions alone; OpenTofu asks for them. */
export const getFunctions = defineSchemaRpc(wire.GetFunctionsResponse, writeFunctions);

/** Tells what identifies resources; asked right after the schema, from Terraform 1.12 on. */
export const getResourceIdentitySchemas = defineSchemaRpc(
  wire.GetResourceIdentitySchemasResponse,
  writeIdentitySchemas,
);
