import { readIdentity, readText, readWhole } from "../from-proto/values";
import * as wire from "../generated/tfplugin6";
import { writeDiagnostics } from "../to-proto/diagnostics";
import { writeIdentity, writeText, writeValue } from "../to-proto/values";
import { defineRpc } from "./rpc";

/** Creates, updates or deletes, as planned. */
export const applyResourceChange = defineRpc({
  request: wire.ApplyResourceChangeRequest,
  reply: wire.ApplyResourceChangeResponse,
  fromProto(message, types) {
    const type = types.resource(message.typeName);
    return {
      typeName: message.typeName,
      priorState: readWhole(type, message.priorState),
      plannedState: readWhole(type, message.plannedState),
      config: readWhole(type, message.config),
      plannedPrivate: readText(message.plannedPrivate),
      plannedIdentity: readIdentity(types.identity(message.typeName), message.plannedIdentity),
    };
  },
  call: (server, request) => server.applyResourceChange(request),
  toProto: (response, types, { typeName }) => ({
    newState: writeValue(types.resource(typeName), response.newState),
    private: writeText(response.private),
    newIdentity: writeIdentity(types.identity(typeName), response.newIdentity),
    diagnostics: writeDiagnostics(response.diagnostics),
  }),
  failed: (diagnostics, message) => ({
    newState: message.priorState,
    private: message.plannedPrivate,
    newIdentity: message.plannedIdentity,
    diagnostics: writeDiagnostics(diagnostics),
  }),
});
