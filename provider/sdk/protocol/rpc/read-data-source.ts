import { readCapabilities, readWhole } from "../from-proto/values";
import * as wire from "../generated/tfplugin6";
import { writeDiagnostics } from "../to-proto/diagnostics";
import { writeValue } from "../to-proto/values";
import { defineRpc } from "./rpc";

/** Looks something up. */
export const readDataSource = defineRpc({
  request: wire.ReadDataSourceRequest,
  reply: wire.ReadDataSourceResponse,
  fromProto: (message, types) => ({
    typeName: message.typeName,
    config: readWhole(types.dataSource(message.typeName), message.config),
    ...readCapabilities(message.clientCapabilities),
  }),
  call: (server, request) => server.readDataSource(request),
  toProto: ({ state, diagnostics }, types, { typeName }) => ({
    state: writeValue(types.dataSource(typeName), state),
    diagnostics: writeDiagnostics(diagnostics),
  }),
  failed: (diagnostics) => ({ state: undefined, diagnostics: writeDiagnostics(diagnostics) }),
});
