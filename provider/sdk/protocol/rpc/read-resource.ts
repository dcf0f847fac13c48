import { readCapabilities, readIdentity, readText, readWhole } from "../from-proto/values";
import * as wire from "../generated/tfplugin6";
import { writeDiagnostics } from "../to-proto/diagnostics";
import { writeIdentity, writeText, writeValue } from "../to-proto/values";
import { defineRpc } from "./rpc";

/** Compares the stored state with the world. */
export const readResource = defineRpc({
  request: wire.ReadResourceRequest,
  reply: wire.ReadResourceResponse,
  fromProto: (message, types) => ({
    typeName: message.typeName,
    currentState: readWhole(types.resource(message.typeName), message.currentState),
    private: readText(message.private),
    currentIdentity: readIdentity(types.identity(message.typeName), message.currentIdentity),
    ...readCapabilities(message.clientCapabilities),
  }),
  call: (server, request) => server.readResource(request),
  toProto: (response, types, { typeName }) => ({
    newState: writeValue(types.resource(typeName), response.newState),
    private: writeText(response.private),
    newIdentity: writeIdentity(types.identity(typeName), response.newIdentity),
    diagnostics: writeDiagnostics(response.diagnostics),
  }),
  failed: (diagnostics, message) => ({
    newState: message.currentState,
    private: message.private,
    newIdentity: message.currentIdentity,
    diagnostics: writeDiagnostics(diagnostics),
  }),
});
