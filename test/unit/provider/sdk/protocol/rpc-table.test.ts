import { decodeValue } from "../../../../../provider/sdk/protocol/decode-value";
import { encodeValue } from "../../../../../provider/sdk/protocol/encode-value";
import * as wire from "../../../../../provider/sdk/protocol/generated/tfplugin6";
import { createProviderService } from "../../../../../provider/sdk/protocol/provider-service";
import type { MessageCodec } from "../../../../../provider/sdk/protocol/rpc/rpc";
import { createProviderServer, describeProvider } from "../../../../../provider/sdk";
import { schemaTypes } from "../../../../../provider/sdk/protocol/schema-types";
import type { TerraformType } from "../../../../../provider/sdk/values/terraform-type";
import {
  terraformObject,
  type TerraformValue,
} from "../../../../../provider/sdk/values/terraform-value";
import { createToyProvider } from "../../../../support/toy-provider/provider";

const toy = createToyProvider(() => "first");
const schema = describeProvider(toy);
const types = schemaTypes(schema);
const NOTE = types.resource("toy_note");
const IDENTITY = types.identity("toy_note")!;
const TOKEN = types.ephemeralResource("toy_token");
const NO_BYTES = new Uint8Array(0);

const service = createProviderService({
  address: "registry.terraform.io/toys/toy",
  loadSchema: () => schema,
  loadServer: () => createProviderServer(toy, schema),
});

async function call<Request extends object, Reply>(
  name: string,
  [request, reply]: readonly [MessageCodec<Request>, MessageCodec<Reply>],
  message: Partial<Request>,
): Promise<Reply> {
  const complete = { ...request.decode(NO_BYTES), ...message };
  const bytes = Buffer.from(request.encode(complete).finish());
  return reply.decode(
    await service.findMethod(name)!(bytes, { signal: new AbortController().signal }),
  );
}

function value(type: TerraformType, members: Readonly<Record<string, TerraformValue>>) {
  return { msgpack: encodeValue(type, terraformObject(Object.entries(members))), json: NO_BYTES };
}

function members(type: TerraformType, message: wire.DynamicValue | undefined): TerraformValue {
  return decodeValue(type, message!.msgpack);
}

const note = (title: string): wire.DynamicValue =>
  value(NOTE, { title, kind: "plain", pinned: false });

beforeAll(async () => {
  const config = value(types.provider(), {});
  const codecs = [wire.ConfigureProviderRequest, wire.DiagnosticsResponse] as const;
  await call("ConfigureProvider", codecs, { config });
});

describe("identity", () => {
  it("has a schema of its own", async () => {
    const codecs = [wire.Empty, wire.GetResourceIdentitySchemasResponse] as const;
    const { identitySchemas } = await call("GetResourceIdentitySchemas", codecs, {});
    expect(identitySchemas["toy_note"]).toMatchObject({
      version: 0,
      identityAttributes: [{ name: "id", requiredForImport: true, optionalForImport: false }],
    });
  });

  it("comes with apply, goes with read, and finds the object to import", async () => {
    const { plannedState } = await call(
      "PlanResourceChange",
      [wire.PlanResourceChangeRequest, wire.PlanResourceChangeResponse],
      { typeName: "toy_note", proposedNewState: note("A"), config: note("A") },
    );
    const applied = await call(
      "ApplyResourceChange",
      [wire.ApplyResourceChangeRequest, wire.ApplyResourceChangeResponse],
      { typeName: "toy_note", config: note("A"), plannedState },
    );
    expect(applied.diagnostics).toEqual([]);
    const identity = applied.newIdentity;
    expect(members(IDENTITY, identity?.identityData)).toEqual(terraformObject([["id", "first"]]));

    const read = await call("ReadResource", [wire.ReadResourceRequest, wire.ReadResourceResponse], {
      typeName: "toy_note",
      currentState: applied.newState,
      currentIdentity: identity,
    });
    expect(read).toMatchObject({ diagnostics: [], newIdentity: identity });

    const imported = await call(
      "ImportResourceState",
      [wire.ImportResourceStateRequest, wire.ImportResourceStateResponse],
      { typeName: "toy_note", identity },
    );
    expect(imported).toMatchObject({ diagnostics: [], importedResources: [{ identity }] });
  });

  it("of the present version is handed back, and an unknown version is refused", async () => {
    const codecs = [
      wire.UpgradeResourceIdentityRequest,
      wire.UpgradeResourceIdentityResponse,
    ] as const;
    const request = {
      typeName: "toy_note",
      version: 0,
      rawIdentity: { json: Buffer.from('{"id":"first"}'), flatmap: {} },
    };
    const same = await call("UpgradeResourceIdentity", codecs, request);
    const { msgpack, json } = same.upgradedIdentity!.identityData!;
    expect(msgpack.length + json.length).toBeGreaterThan(0);
    const newer = await call("UpgradeResourceIdentity", codecs, { ...request, version: 9 });
    expect(newer.diagnostics).toHaveLength(1);
  });
});

describe("an ephemeral resource", () => {
  it("is opened, renewed and closed, its session in private data", async () => {
    const opened = await call(
      "OpenEphemeralResource",
      [wire.OpenEphemeralResourceRequest, wire.OpenEphemeralResourceResponse],
      { typeName: "toy_token", config: value(TOKEN, { name: "ada" }) },
    );
    expect(members(TOKEN, opened.result)).toMatchObject({ token: "token-of-ada" });
    expect(opened.renewAt).toEqual({ seconds: Date.UTC(2100, 0, 1) / 1000, nanos: 0 });

    const renewed = await call(
      "RenewEphemeralResource",
      [wire.HeldEphemeralResourceRequest, wire.RenewEphemeralResourceResponse],
      { typeName: "toy_token", private: opened.private },
    );
    expect(JSON.parse(Buffer.from(renewed.private!).toString())).toMatchObject({ renewed: 1 });

    const closed = await call(
      "CloseEphemeralResource",
      [wire.HeldEphemeralResourceRequest, wire.DiagnosticsResponse],
      { typeName: "toy_token", private: renewed.private },
    );
    expect(closed.diagnostics).toEqual([]);
  });

  it("is validated by its own schema", async () => {
    const codecs = [wire.ValidateConfigRequest, wire.DiagnosticsResponse] as const;
    const config = value(TOKEN, { name: "ada" });
    const reply = await call("ValidateEphemeralResourceConfig", codecs, {
      typeName: "toy_token",
      config,
    });
    expect(reply.diagnostics).toEqual([]);
  });
});

it("reads a data source, and says at which attribute it failed", async () => {
  const type = types.dataSource("toy_note");
  const codecs = [wire.ReadDataSourceRequest, wire.ReadDataSourceResponse] as const;
  const config = value(type, { id: "missing" });
  const reply = await call("ReadDataSource", codecs, { typeName: "toy_note", config });
  expect(reply.diagnostics[0]?.attribute?.steps).toEqual([
    { selector: { $case: "attributeName", value: "id" } },
  ]);
  const validated = await call(
    "ValidateDataResourceConfig",
    [wire.ValidateConfigRequest, wire.DiagnosticsResponse],
    { typeName: "toy_note", config },
  );
  expect(validated.diagnostics).toEqual([]);
});

it("names the argument by which a function failed", async () => {
  const reply = await call("CallFunction", [wire.CallFunctionRequest, wire.CallFunctionResponse], {
    name: "shout",
    arguments: [
      { msgpack: encodeValue("string", ""), json: NO_BYTES },
      { msgpack: encodeValue("number", 1), json: NO_BYTES },
    ],
  });
  expect(reply.error).toEqual({ text: "There is nothing to say.", functionArgument: 0 });
});

it("moves the state of another type in", async () => {
  const reply = await call(
    "MoveResourceState",
    [wire.MoveResourceStateRequest, wire.MoveResourceStateResponse],
    {
      sourceTypeName: "toy_memo",
      sourceState: { json: Buffer.from('{"id":"m","text":"T"}'), flatmap: {} },
      targetTypeName: "toy_note",
    },
  );
  expect(reply.diagnostics).toEqual([]);
  expect(members(NOTE, reply.targetState)).toMatchObject({ id: "m", title: "T" });
});

it("names the path in a plan that must replace", async () => {
  const rich = value(NOTE, { title: "A", kind: "rich", pinned: false });
  const reply = await call(
    "PlanResourceChange",
    [wire.PlanResourceChangeRequest, wire.PlanResourceChangeResponse],
    { typeName: "toy_note", priorState: note("A"), proposedNewState: rich, config: rich },
  );
  expect(reply.requiresReplace.map(({ steps }) => steps)).toEqual([
    [{ selector: { $case: "attributeName", value: "kind" } }],
  ]);
});

it("refuses a value in JSON form, which Terraform never sends", async () => {
  const codecs = [wire.ValidateProviderConfigRequest, wire.ValidateProviderConfigResponse] as const;
  const config = { msgpack: NO_BYTES, json: Buffer.from("{}") };
  const reply = await call("ValidateProviderConfig", codecs, { config });
  expect(reply.diagnostics[0]?.detail).toContain("MessagePack is expected");
});

it("describes nested attributes, blocks and functions", async () => {
  const codecs = [wire.Empty, wire.GetProviderSchemaResponse] as const;
  const reply = await call("GetProviderSchema", codecs, {});
  const { attributes, blockTypes } = reply.resourceSchemas["toy_note"]!.block!;
  const named = (name: string): wire.Attribute | undefined =>
    attributes.find((each) => each.name === name);
  expect(named("links")?.nestedType?.nesting).toBe(wire.Nesting.MAP);
  expect(named("reviewers")?.nestedType?.nesting).toBe(wire.Nesting.SET);
  expect(named("secret")).toMatchObject({ writeOnly: true });
  expect(blockTypes).toMatchObject([{ typeName: "timeouts", nesting: wire.Nesting.SINGLE }]);
  expect(reply.functions["shout"]?.parameters.map((each) => each.allowNullValue)).toEqual([
    false,
    true,
  ]);
});
