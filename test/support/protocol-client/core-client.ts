import * as wire from "../../../provider/sdk/protocol/generated/tfplugin6";
import type { MessageCodec } from "../../../provider/sdk/protocol/rpc/rpc";
import type { GrpcClient } from "./grpc-client";

const CODECS = {
  GetProviderSchema: [wire.Empty, wire.GetProviderSchemaResponse],
  GetMetadata: [wire.Empty, wire.GetMetadataResponse],
  ValidateProviderConfig: [wire.ValidateProviderConfigRequest, wire.ValidateProviderConfigResponse],
  ConfigureProvider: [wire.ConfigureProviderRequest, wire.DiagnosticsResponse],
  ValidateResourceConfig: [wire.ValidateConfigRequest, wire.DiagnosticsResponse],
  UpgradeResourceState: [wire.UpgradeResourceStateRequest, wire.UpgradeResourceStateResponse],
  ValidateDataResourceConfig: [wire.ValidateConfigRequest, wire.DiagnosticsResponse],
  ReadDataSource: [wire.ReadDataSourceRequest, wire.ReadDataSourceResponse],
  ReadResource: [wire.ReadResourceRequest, wire.ReadResourceResponse],
  PlanResourceChange: [wire.PlanResourceChangeRequest, wire.PlanResourceChangeResponse],
  ApplyResourceChange: [wire.ApplyResourceChangeRequest, wire.ApplyResourceChangeResponse],
  ImportResourceState: [wire.ImportResourceStateRequest, wire.ImportResourceStateResponse],
  MoveResourceState: [wire.MoveResourceStateRequest, wire.MoveResourceStateResponse],
  CallFunction: [wire.CallFunctionRequest, wire.CallFunctionResponse],
  StopProvider: [wire.Empty, wire.StopProviderResponse],
} as const;

type Codecs = typeof CODECS;
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- a request may have no field
type Sent<Name extends keyof Codecs> = Readonly<Partial<Parameters<Codecs[Name][0]["encode"]>[0]>>;
type Received<Name extends keyof Codecs> = ReturnType<Codecs[Name][1]["decode"]>;

/** Calls the provider as core does: fields that are left out have protobuf's defaults. */
export async function callProvider<Name extends keyof Codecs>(
  client: GrpcClient,
  name: Name,
  message: Sent<Name>,
): Promise<Received<Name>> {
  const [request, reply] = CODECS[name] as unknown as [
    MessageCodec<object>,
    MessageCodec<Received<Name>>,
  ];
  const complete = { ...request.decode(new Uint8Array(0)), ...message };
  const answer = await client.call(
    `/tfplugin6.Provider/${name}`,
    request.encode(complete).finish(),
  );
  if (answer.status !== 0) throw new Error(`status ${answer.status}: ${answer.statusText}`);
  return reply.decode(answer.message);
}
