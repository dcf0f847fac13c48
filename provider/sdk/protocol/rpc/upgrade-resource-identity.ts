import { readText } from "../from-proto/values";
import * as wire from "../generated/tfplugin6";
import { writeDiagnostics } from "../to-proto/diagnostics";
import { writeUpgraded } from "../to-proto/values";
import { defineRpc } from "./rpc";

/** Brings a stored identity to the present identity schema. */
export const upgradeResourceIdentity = defineRpc({
  request: wire.UpgradeResourceIdentityRequest,
  reply: wire.UpgradeResourceIdentityResponse,
  fromProto: ({ typeName, version, rawIdentity }) => ({
    typeName,
    version,
    rawIdentity: readText(rawIdentity?.json),
  }),
  call: (server, request) => server.upgradeResourceIdentity(request),
  toProto: ({ upgradedIdentity, diagnostics }, types, { typeName }) => ({
    upgradedIdentity: {
      identityData: writeUpgraded(types.identity(typeName) ?? ["object", {}], upgradedIdentity),
    },
    diagnostics: writeDiagnostics(diagnostics),
  }),
  failed: (diagnostics) => ({
    upgradedIdentity: undefined,
    diagnostics: writeDiagnostics(diagnostics),
  }),
});
