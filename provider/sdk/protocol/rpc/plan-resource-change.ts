import { readCapabilities, readIdentity, readText, readWhole } from "../from-proto/values";
import * as wire from "../generated/tfplugin6";
import { writeDiagnostics, writePath } from "../to-proto/diagnostics";
import { writeIdentity, writeText, writeValue } from "../to-proto/values";
import { defineRpc } from "./rpc";

/** Works out what a change will look like. */
export const planResourceChange = defineRpc({
  request: wire.PlanResourceChangeRequest,
  reply: wire.PlanResourceChangeResponse,
  fromProto(message, types) {
    const type = types.resource(message.typeName);
    return {
      typeName: message.typeName,
      priorState: readWhole(type, message.priorState),
      proposedNewState: readWhole(type, message.proposedNewState),
      config: readWhole(type, message.config),
      priorPrivate: readText(message.priorPrivate),
      priorIdentity: readIdentity(types.identity(message.typeName), message.priorIdentity),
      ...readCapabilities(message.clientCapabilities),
    };
  },
  call: (server, request) => server.planResourceChange(request),
  toProto: (response, types, { typeName }) => ({
    plannedState: writeValue(types.resource(typeName), response.plannedState),
    requiresReplace: response.requiresReplace.map(writePath),
    plannedPrivate: writeText(response.plannedPrivate),
    plannedIdentity: writeIdentity(types.identity(typeName), response.plannedIdentity),
    diagnostics: writeDiagnostics(response.diagnostics),
  }),
  failed: (diagnostics, message) => ({
    plannedState: message.priorState,
    requiresReplace: [],
    plannedPrivate: message.priorPrivate,
    plannedIdentity: message.priorIdentity,
    diagnostics: writeDiagnostics(diagnostics),
  }),
});
