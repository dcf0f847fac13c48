import * as wire from "../../../../../provider/sdk/protocol/generated/tfplugin6";
import { createProviderService } from "../../../../../provider/sdk/protocol/provider-service";
import type { ProviderServer } from "../../../../../provider/sdk/server/provider-server";
import { plainSchema } from "../../../../support/protocol-client/plain-provider/schema";
import { createPlainServer } from "../../../../support/protocol-client/plain-provider/server";
import { nothing, thing } from "../../../../support/protocol-client/plain-values";

const call = { signal: new AbortController().signal };
const EMPTY = Buffer.alloc(0);

function serviceOf(loadServer: () => ProviderServer | Promise<ProviderServer>) {
  return createProviderService({
    address: "host/acme/plain",
    loadSchema: () => plainSchema,
    loadServer,
  });
}

const validate = Buffer.from(
  wire.ValidateConfigRequest.encode({
    typeName: "plain_thing",
    config: thing({ name: "a" }),
    clientCapabilities: undefined,
  }).finish(),
);

it.each(["GetProviderSchema", "GetMetadata", "GetFunctions", "GetResourceIdentitySchemas"])(
  "answers %s from the compiled schema, without loading the server",
  async (name) => {
    const loadServer = jest.fn(createPlainServer);
    await serviceOf(loadServer).findMethod(name)!(EMPTY, call);
    expect(loadServer).not.toHaveBeenCalled();
  },
);

it("returns state of the present version without loading the server", async () => {
  const loadServer = jest.fn(createPlainServer);
  const request = wire.UpgradeResourceStateRequest.encode({
    typeName: "plain_thing",
    version: 1,
    rawState: { json: Buffer.from("{}"), flatmap: {} },
  }).finish();
  await serviceOf(loadServer).findMethod("UpgradeResourceState")!(Buffer.from(request), call);
  expect(loadServer).not.toHaveBeenCalled();
});

it("loads one server for all calls", async () => {
  const loadServer = jest.fn(createPlainServer);
  const service = serviceOf(loadServer);
  await Promise.all(
    [1, 2, 3].map(() => service.findMethod("ValidateResourceConfig")!(validate, call)),
  );
  expect(loadServer).toHaveBeenCalledTimes(1);
});

it("turns a server that cannot be loaded into a diagnostic", async () => {
  const service = serviceOf(() => {
    throw new Error("Cannot find module");
  });
  const reply = await service.findMethod("ValidateResourceConfig")!(validate, call);
  expect(wire.DiagnosticsResponse.decode(reply).diagnostics).toEqual([
    expect.objectContaining({
      severity: wire.Severity.ERROR,
      summary: "Provider Could Not Be Loaded",
      detail: expect.stringContaining("Cannot find module") as string,
    }),
  ]);
});

it("keeps state and private data when a read fails", async () => {
  const service = serviceOf(() => ({
    ...createPlainServer(),
    readResource: () => Promise.reject(new Error("broken")),
  }));
  const request = wire.ReadResourceRequest.encode({
    ...wire.ReadResourceRequest.decode(EMPTY),
    typeName: "plain_thing",
    currentState: thing({ name: "a" }),
    private: Buffer.from("{}"),
  }).finish();
  const reply = wire.ReadResourceResponse.decode(
    await service.findMethod("ReadResource")!(Buffer.from(request), call),
  );
  expect(reply.diagnostics).toHaveLength(1);
  expect(reply.newState?.msgpack).toEqual(new Uint8Array(thing({ name: "a" }).msgpack));
  expect(Buffer.from(reply.private).toString()).toBe("{}");
});

it.each([
  "ValidateProviderConfig",
  "ConfigureProvider",
  "ValidateResourceConfig",
  "UpgradeResourceIdentity",
  "PlanResourceChange",
  "ImportResourceState",
  "MoveResourceState",
  "ValidateDataResourceConfig",
  "ReadDataSource",
  "ValidateEphemeralResourceConfig",
  "OpenEphemeralResource",
  "RenewEphemeralResource",
  "CloseEphemeralResource",
  "CallFunction",
])("never lets a failing %s become an RPC error", async (name) => {
  const service = serviceOf(() => Promise.reject(new Error("nothing works")));
  const named = wire.TypeName.encode({ typeName: "plain_thing" }).finish();
  await expect(service.findMethod(name)!(Buffer.from(named), call)).resolves.toBeInstanceOf(
    Uint8Array,
  );
});

it("has no method that core does not know of either", () => {
  expect(serviceOf(createPlainServer).findMethod("Explode")).toBeUndefined();
});

it("stops a server that is still being loaded", async () => {
  let provide: (server: ProviderServer) => void = () => undefined;
  const stop = jest.fn();
  const service = serviceOf(() => new Promise((resolve) => (provide = resolve)));
  const answered = service.findMethod("ValidateResourceConfig")!(validate, call);
  await Promise.resolve();
  service.stop();
  provide({ ...createPlainServer(), stop });
  await answered;
  expect(stop).toHaveBeenCalled();
});

it("hands identity, private data and capabilities through", async () => {
  const server = createPlainServer();
  const planResourceChange = jest.spyOn(server, "planResourceChange");
  const service = serviceOf(() => server);
  const request = wire.PlanResourceChangeRequest.encode({
    typeName: "plain_thing",
    priorState: nothing(),
    proposedNewState: thing({ name: "a" }),
    config: thing({ name: "a" }),
    priorPrivate: Buffer.from('{"p":1}'),
    providerMeta: undefined,
    clientCapabilities: { deferralAllowed: true, writeOnlyAttributesAllowed: false },
    priorIdentity: undefined,
  }).finish();
  await service.findMethod("PlanResourceChange")!(Buffer.from(request), call);
  expect(planResourceChange).toHaveBeenCalledWith(
    expect.objectContaining({
      priorState: null,
      priorPrivate: '{"p":1}',
      priorIdentity: null,
      clientCapabilities: { deferralAllowed: true, writeOnlyAttributesAllowed: false },
      signal: call.signal,
    }),
  );
});
