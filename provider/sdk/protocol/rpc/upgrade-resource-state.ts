import { readText } from "../from-proto/values";
import * as wire from "../generated/tfplugin6";
import { writeDiagnostics } from "../to-proto/diagnostics";
import { writeUpgraded } from "../to-proto/values";
import { defineRpc } from "./rpc";

/**
 * Brings stored state to the present schema. Terraform calls it for every instance in every walk, so state of the
 * present version goes back as it came: nothing is parsed, no digit is lost, no resource code is loaded.
 */
export const upgradeResourceState = defineRpc({
  request: wire.UpgradeResourceStateRequest,
  reply: wire.UpgradeResourceStateResponse,
  answerEarly({ typeName, version, rawState }, { schema }) {
    const present = Object.hasOwn(schema.resources, typeName) && schema.resources[typeName];
    if (present === undefined || present === false || present.version !== version) return undefined;
    if (rawState === undefined || rawState.json.length === 0) return undefined;
    return { upgradedState: { msgpack: NO_BYTES, json: rawState.json }, diagnostics: [] };
  },
  fromProto: ({ typeName, version, rawState }) => ({
    typeName,
    version,
    rawState: readText(rawState?.json),
  }),
  call: (server, request) => server.upgradeResourceState(request),
  toProto: ({ upgradedState, diagnostics }, types, { typeName }) => ({
    upgradedState: writeUpgraded(types.resource(typeName), upgradedState),
    diagnostics: writeDiagnostics(diagnostics),
  }),
  failed: (diagnostics) => ({
    upgradedState: undefined,
    diagnostics: writeDiagnostics(diagnostics),
  }),
});

const NO_BYTES = new Uint8Array(0);
