import type { EphemeralSessionRequest } from "../../server/provider-server";
import { readCapabilities, readText, readWhole } from "../from-proto/values";
import * as wire from "../generated/tfplugin6";
import { writeDiagnostics } from "../to-proto/diagnostics";
import { writeText, writeTime, writeValue } from "../to-proto/values";
import { defineRpc } from "./rpc";

/** Opens an ephemeral resource; its result lives in memory only. */
export const openEphemeralResource = defineRpc({
  request: wire.OpenEphemeralResourceRequest,
  reply: wire.OpenEphemeralResourceResponse,
  fromProto: (message, types) => ({
    typeName: message.typeName,
    config: readWhole(types.ephemeralResource(message.typeName), message.config),
    ...readCapabilities(message.clientCapabilities),
  }),
  call: (server, request) => server.openEphemeralResource(request),
  toProto: (response, types, { typeName }) => ({
    result: writeValue(types.ephemeralResource(typeName), response.result),
    renewAt: writeTime(response.renewAt),
    private: writeText(response.private),
    diagnostics: writeDiagnostics(response.diagnostics),
  }),
  failed: (diagnostics) => ({ result: undefined, diagnostics: writeDiagnostics(diagnostics) }),
});

/** Keeps an ephemeral resource alive. */
export const renewEphemeralResource = defineRpc({
  request: wire.HeldEphemeralResourceRequest,
  reply: wire.RenewEphemeralResourceResponse,
  fromProto: heldResource,
  call: (server, request) => server.renewEphemeralResource(request),
  toProto: (response) => ({
    renewAt: writeTime(response.renewAt),
    private: writeText(response.private),
    diagnostics: writeDiagnostics(response.diagnostics),
  }),
  failed: (diagnostics, message) => ({
    private: message.private,
    diagnostics: writeDiagnostics(diagnostics),
  }),
});

/** Gives an ephemeral resource up. */
export const closeEphemeralResource = defineRpc({
  request: wire.HeldEphemeralResourceRequest,
  reply: wire.DiagnosticsResponse,
  fromProto: heldResource,
  call: (server, request) => server.closeEphemeralResource(request),
  toProto: ({ diagnostics }) => ({ diagnostics: writeDiagnostics(diagnostics) }),
  failed: (diagnostics) => ({ diagnostics: writeDiagnostics(diagnostics) }),
});

function heldResource(
  message: wire.HeldEphemeralResourceRequest,
): Pick<EphemeralSessionRequest, "typeName" | "private"> {
  return { typeName: message.typeName, private: readText(message.private) };
}
