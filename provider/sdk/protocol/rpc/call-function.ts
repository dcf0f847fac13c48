import type { FunctionError } from "../../server/provider-server";
import { readValue } from "../from-proto/values";
import * as wire from "../generated/tfplugin6";
import { writeValue } from "../to-proto/values";
import { defineRpc } from "./rpc";

/** Calls a function; it fails with one text instead of diagnostics. */
export const callFunction = defineRpc({
  request: wire.CallFunctionRequest,
  reply: wire.CallFunctionResponse,
  fromProto: (message, types) => ({
    name: message.name,
    arguments: message.arguments.map((argument, index) =>
      readValue(types.argument(message.name, index), argument),
    ),
  }),
  call: (server, request) => server.callFunction(request),
  toProto: ({ result, error }, types, { name }) =>
    error === undefined
      ? { result: writeValue(types.returned(name), result ?? null), error: undefined }
      : { result: undefined, error: writeError(error) },
  failed: (diagnostics) => ({
    result: undefined,
    error: writeError({ text: diagnostics.map(({ detail }) => detail).join(" ") }),
  }),
});

function writeError({ text, argument }: FunctionError): wire.FunctionError {
  return { text, functionArgument: argument };
}
