import { readText } from "../from-proto/values";
import * as wire from "../generated/tfplugin6";
import { writeDiagnostics } from "../to-proto/diagnostics";
import { writeIdentity, writeText, writeValue } from "../to-proto/values";
import { defineRpc } from "./rpc";

/** Turns the state of another resource type, perhaps of another provider, into one of ours. */
export const moveResourceState = defineRpc({
  request: wire.MoveResourceStateRequest,
  reply: wire.MoveResourceStateResponse,
  fromProto: (message) => ({
    sourceProviderAddress: message.sourceProviderAddress,
    sourceTypeName: message.sourceTypeName,
    sourceSchemaVersion: message.sourceSchemaVersion,
    sourceState: readText(message.sourceState?.json),
    sourcePrivate: readText(message.sourcePrivate),
    sourceIdentity: readText(message.sourceIdentity?.json),
    targetTypeName: message.targetTypeName,
  }),
  call: (server, request) => server.moveResourceState(request),
  toProto: (response, types, { targetTypeName }) => ({
    targetState: writeValue(types.resource(targetTypeName), response.targetState),
    targetPrivate: writeText(response.targetPrivate),
    targetIdentity: writeIdentity(types.identity(targetTypeName), response.targetIdentity),
    diagnostics: writeDiagnostics(response.diagnostics),
  }),
  failed: (diagnostics, message) => ({
    targetState: undefined,
    targetPrivate: message.sourcePrivate,
    targetIdentity: undefined,
    diagnostics: writeDiagnostics(diagnostics),
  }),
});
