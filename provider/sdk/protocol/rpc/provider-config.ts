import { readCapabilities, readWhole } from "../from-proto/values";
import * as wire from "../generated/tfplugin6";
import { writeDiagnostics } from "../to-proto/diagnostics";
import { defineRpc } from "./rpc";

/** Checks the provider block. */
export const validateProviderConfig = defineRpc({
  request: wire.ValidateProviderConfigRequest,
  reply: wire.ValidateProviderConfigResponse,
  fromProto: (message, types) => ({ config: readWhole(types.provider(), message.config) }),
  call: (server, request) => server.validateProviderConfig(request),
  toProto: ({ diagnostics }) => ({ diagnostics: writeDiagnostics(diagnostics) }),
  failed: (diagnostics) => ({ diagnostics: writeDiagnostics(diagnostics) }),
});

/** Hands the provider block over; parts of it may be unknown while planning. */
export const configureProvider = defineRpc({
  request: wire.ConfigureProviderRequest,
  reply: wire.DiagnosticsResponse,
  fromProto: (message, types) => ({
    config: readWhole(types.provider(), message.config),
    terraformVersion: message.terraformVersion,
    ...readCapabilities(message.clientCapabilities),
  }),
  call: (server, request) => server.configureProvider(request),
  toProto: ({ diagnostics }) => ({ diagnostics: writeDiagnostics(diagnostics) }),
  failed: (diagnostics) => ({ diagnostics: writeDiagnostics(diagnostics) }),
});
