import { readCapabilities, readIdentity } from "../from-proto/values";
import * as wire from "../generated/tfplugin6";
import { writeDiagnostics } from "../to-proto/diagnostics";
import { writeIdentity, writeText, writeValue } from "../to-proto/values";
import { defineRpc } from "./rpc";

/** Finds an existing object by ID or identity; Terraform reads it right after. */
export const importResourceState = defineRpc({
  request: wire.ImportResourceStateRequest,
  reply: wire.ImportResourceStateResponse,
  fromProto: (message, types) => ({
    typeName: message.typeName,
    id: message.id,
    identity: readIdentity(types.identity(message.typeName), message.identity),
    ...readCapabilities(message.clientCapabilities),
  }),
  call: (server, request) => server.importResourceState(request),
  toProto: ({ importedResources, diagnostics }, types) => ({
    importedResources: importedResources.map((imported) => ({
      typeName: imported.typeName,
      state: writeValue(types.resource(imported.typeName), imported.state),
      private: writeText(imported.private),
      identity: writeIdentity(types.identity(imported.typeName), imported.identity),
    })),
    diagnostics: writeDiagnostics(diagnostics),
  }),
  failed: (diagnostics) => ({
    importedResources: [],
    diagnostics: writeDiagnostics(diagnostics),
  }),
});
