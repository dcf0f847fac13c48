import type {
  DiagnosticsResponse,
  ProviderServer,
  RequestContext,
  ValidateTypedConfigRequest,
} from "../../server/provider-server";
import type { TerraformType } from "../../values/terraform-type";
import { readCapabilities, readWhole } from "../from-proto/values";
import * as wire from "../generated/tfplugin6";
import type { SchemaTypes } from "../schema-types";
import { writeDiagnostics } from "../to-proto/diagnostics";
import { defineRpc, type Rpc } from "./rpc";

/** Checks the configuration of a resource. */
export const validateResourceConfig = validateRpc(
  (types, name) => types.resource(name),
  (server, request) => server.validateResourceConfig(request),
);

/** Checks the configuration of a data source. */
export const validateDataResourceConfig = validateRpc(
  (types, name) => types.dataSource(name),
  (server, request) => server.validateDataResourceConfig(request),
);

/** Checks the configuration of an ephemeral resource. */
export const validateEphemeralResourceConfig = validateRpc(
  (types, name) => types.ephemeralResource(name),
  (server, request) => server.validateEphemeralResourceConfig(request),
);

// The three requests agree in every field number; only the one for resources fills the capabilities in.
function validateRpc(
  typeOf: (types: SchemaTypes, name: string) => TerraformType,
  call: (
    server: ProviderServer,
    request: ValidateTypedConfigRequest & RequestContext,
  ) => Promise<DiagnosticsResponse>,
): Rpc {
  return defineRpc({
    request: wire.ValidateConfigRequest,
    reply: wire.DiagnosticsResponse,
    fromProto: ({ typeName, config, clientCapabilities }, types) => ({
      typeName,
      config: readWhole(typeOf(types, typeName), config),
      ...readCapabilities(clientCapabilities),
    }),
    call,
    toProto: ({ diagnostics }) => ({ diagnostics: writeDiagnostics(diagnostics) }),
    failed: (diagnostics) => ({ diagnostics: writeDiagnostics(diagnostics) }),
  });
}
