import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { decodeValue } from "../../provider/sdk/protocol/decode-value";
import { encodeValue } from "../../provider/sdk/protocol/encode-value";
import { Severity } from "../../provider/sdk/protocol/generated/tfplugin6";
import { UNKNOWN } from "../../provider/sdk/values/unknown";
import { buildForTest } from "../support/protocol-client/build-for-test";
import { callProvider } from "../support/protocol-client/core-client";
import type { GrpcClient } from "../support/protocol-client/grpc-client";
import { creation, nothing, readThing, thing } from "../support/protocol-client/plain-values";
import { StartedProviders } from "../support/protocol-client/started-providers";

const NO_BYTES = new Uint8Array(0);
const MEGABYTE = 1_000_000;

const providers = new StartedProviders();
let executable: string;
let client: GrpcClient;

beforeAll(async () => {
  executable = buildForTest("test/support/protocol-client/plain-provider/main.ts", "plain");
  client = await providers.start(executable).connect();
});

afterAll(async () => {
  await providers.endAll();
  rmSync(dirname(executable), { recursive: true });
});

describe("the schema", () => {
  it("is served in full, with the capabilities that Terraform should use", async () => {
    const reply = await callProvider(client, "GetProviderSchema", {});
    expect(reply.serverCapabilities).toEqual({
      planDestroy: true,
      getProviderSchemaOptional: true,
      moveResourceState: true,
    });
    const schema = reply.resourceSchemas["plain_thing"]!;
    expect(schema.version).toBe(1);
    const tags = schema.block!.attributes.find(({ name }) => name === "tags")!;
    expect(Buffer.from(tags.type).toString()).toBe('["map","string"]');
    expect(tags).toMatchObject({ optional: true, computed: false, description: "Any tags." });
    expect(reply.functions["add"]!.variadicParameter?.name).toBe("others");
  });
});

describe("a resource", () => {
  it("goes through plan and apply with unknowns, exact numbers and any map key", async () => {
    await callProvider(client, "ConfigureProvider", {});
    const attributes = { name: "a", number: 2n ** 63n, tags: { ["__proto__"]: "x" } };
    const plan = await callProvider(client, "PlanResourceChange", {
      typeName: "plain_thing",
      priorState: nothing(),
      proposedNewState: thing(attributes),
      config: thing(attributes),
      priorPrivate: Buffer.from('{"a":1}'),
    });
    expect(readThing(plan.plannedState)).toMatchObject({ number: 2n ** 63n, ready: UNKNOWN });
    expect(Buffer.from(plan.plannedPrivate).toString()).toBe('{"a":1}');
    const applied = await callProvider(client, "ApplyResourceChange", {
      typeName: "plain_thing",
      priorState: nothing(),
      config: thing(attributes),
      plannedState: plan.plannedState,
      plannedPrivate: plan.plannedPrivate,
    });
    expect(readThing(applied.newState)).toMatchObject({ label: "unlabelled", ready: true });
    expect(Buffer.from(applied.private).toString()).toBe('{"a":1}');
  });

  it("gets state of the present version back byte for byte", async () => {
    const json = Buffer.from('{"name":"a",  "number":12345678901234567890}');
    const reply = await callProvider(client, "UpgradeResourceState", {
      typeName: "plain_thing",
      version: 1,
      rawState: { json, flatmap: {} },
    });
    expect(json.equals(reply.upgradedState!.json)).toBe(true);
  });

  it("has state of an older version upgraded by the provider", async () => {
    const reply = await callProvider(client, "UpgradeResourceState", {
      typeName: "plain_thing",
      version: 0,
      rawState: { json: Buffer.from('{"name":"a"}'), flatmap: {} },
    });
    expect(readThing(reply.upgradedState)).toMatchObject({ name: "a (upgraded)" });
  });

  it("is imported by ID", async () => {
    const { importedResources } = await callProvider(client, "ImportResourceState", {
      typeName: "plain_thing",
      id: "found",
    });
    expect(importedResources.map(({ state }) => readThing(state)?.["name"])).toEqual(["found"]);
  });

  it("is deleted by a planned null", async () => {
    const reply = await callProvider(client, "ApplyResourceChange", {
      typeName: "plain_thing",
      priorState: thing({ name: "a" }),
      plannedState: nothing(),
      config: nothing(),
    });
    expect(readThing(reply.newState)).toBeNull();
  });
});

describe("a mistake of a handler", () => {
  it.each([
    ["a throw", "throw", /The provider failed for plain_thing: handler failed/],
    ["a value of the wrong type", "wrong type", /plain_thing .* at number: .*not a string/],
  ])("(%s) becomes a diagnostic beside the state that was", async (_what, mode, detail) => {
    const prior = thing({ name: "before", mode });
    const reply = await callProvider(client, "ApplyResourceChange", {
      ...creation({ mode }),
      priorState: prior,
    });
    expect(reply.diagnostics).toEqual([
      expect.objectContaining({
        severity: Severity.ERROR,
        detail: expect.stringMatching(detail) as string,
      }),
    ]);
    expect(readThing(reply.newState)).toMatchObject({ name: "before" });
  });

  it("is told with its path", async () => {
    const reply = await callProvider(client, "ApplyResourceChange", creation({ mode: "refuse" }));
    expect(reply.diagnostics[0]?.attribute?.steps.map(({ selector }) => selector)).toEqual([
      { $case: "attributeName", value: "tags" },
      { $case: "elementKeyString", value: "why" },
    ]);
  });

  it("does not reach stdout when it prints", async () => {
    const provider = providers.start(executable);
    const ownClient = await provider.connect();
    await callProvider(ownClient, "ApplyResourceChange", creation({ mode: "print" }));
    await provider.waitForStderr("printed in mid-work");
    expect(provider.stdout.split("\n")).toHaveLength(2);
  });
});

describe("a request that the provider cannot understand", () => {
  it("names the resource that does not exist, and those that do", async () => {
    const reply = await callProvider(client, "ValidateResourceConfig", { typeName: "other" });
    expect(reply.diagnostics[0]?.detail).toContain("no resource other. It has: plain_thing");
  });

  it("names the attribute that the schema lacks", async () => {
    const msgpack = encodeValue(["object", { surprise: "string" }], { surprise: "!" });
    const reply = await callProvider(client, "ValidateResourceConfig", {
      typeName: "plain_thing",
      config: { msgpack, json: NO_BYTES },
    });
    expect(reply.diagnostics[0]?.detail).toContain("surprise: the schema has no such attribute");
  });

  it.each([
    ["method", "/tfplugin6.Provider/ListResource"],
    ["service", "/tfplugin5.Provider/GetSchema"],
    ["method of a known service", "/plugin.GRPCController/Restart"],
  ])("(an unknown %s) is answered as unimplemented", async (_what, path) => {
    const reply = await client.call(path, NO_BYTES);
    expect(reply).toMatchObject({ status: 12, statusText: `unknown method ${path}` });
  });

  it.each([
    ["cut off", Uint8Array.of(0, 0, 0, 0, 9, 1), 13, "9 bytes was announced, 1 came"],
    ["empty", NO_BYTES, 13, "0 bytes is no message"],
    ["compressed", Uint8Array.of(1, 0, 0, 0, 0), 12, "compressed"],
    ["no protobuf", Uint8Array.of(0, 0, 0, 0, 1, 0xff), 13, ""],
  ])("(a body that is %s) is an RPC error, not a hang", async (_what, body, status, text) => {
    const reply = await client.callRaw("/tfplugin6.Provider/ReadResource", body);
    expect(reply.status).toBe(status);
    expect(reply.statusText).toContain(text);
  });
});

describe("a function", () => {
  it("is called with exact numbers, unconfigured", async () => {
    const ownClient = await providers.start(executable).connect();
    const numbers = [1, 2, 2n ** 64n - 1n];
    const reply = await callProvider(ownClient, "CallFunction", {
      name: "add",
      arguments: numbers.map((each) => ({ msgpack: encodeValue("number", each), json: NO_BYTES })),
    });
    expect(decodeValue("number", reply.result!.msgpack)).toBe(2n ** 64n + 2n);
  });

  it("fails with a text", async () => {
    const reply = await callProvider(client, "CallFunction", {
      name: "add",
      arguments: [{ msgpack: encodeValue("bool", true), json: NO_BYTES }],
    });
    expect(reply.error?.text).toContain("number is required");
  });
});

describe("empty messages", () => {
  it("stay intact under load: Node may send freed memory when an empty chunk follows another", async () => {
    const environment = { NODE_OPTIONS: "--max-semi-space-size=1" }; // collects garbage often
    const ownClient = await providers.start(executable, { environment }).connect();
    const config = thing({ name: "a", payload: "x".repeat(10_000) });
    for (let round = 0; round < 20; round++) {
      const replies = await Promise.all(
        Array.from({ length: 300 }, () =>
          callProvider(ownClient, "ValidateResourceConfig", { typeName: "plain_thing", config }),
        ),
      );
      expect(replies.every(({ diagnostics }) => diagnostics.length === 0)).toBe(true);
    }
  });
});

describe("large messages", () => {
  it("of 70 MB go in and out", async () => {
    const payload = "x".repeat(70 * MEGABYTE);
    const reply = await callProvider(client, "ReadResource", {
      typeName: "plain_thing",
      currentState: thing({ name: "a", payload }),
    });
    expect(readThing(reply.newState)?.["payload"] === payload).toBe(true);
  });

  it("of 40 MB go in and out in parallel", async () => {
    const currentState = thing({ name: "a", payload: "x".repeat(40 * MEGABYTE) });
    const replies = await Promise.all(
      [1, 2, 3].map(() =>
        callProvider(client, "ReadResource", { typeName: "plain_thing", currentState }),
      ),
    );
    expect(replies.map(({ newState }) => newState?.msgpack.length)).toEqual(
      Array(3).fill(currentState.msgpack.length),
    );
  });

  it("are no limit to how many calls run at once", async () => {
    const calls = Array.from({ length: 500 }, (_, index) =>
      callProvider(client, "ReadResource", {
        typeName: "plain_thing",
        currentState: thing({ name: String(index) }),
      }),
    );
    const names = (await Promise.all(calls)).map(({ newState }) => readThing(newState)?.["name"]);
    expect(names).toEqual(calls.map((_, index) => String(index)));
  });
});

describe("services besides the provider", () => {
  it("report good health", async () => {
    const reply = await client.call("/grpc.health.v1.Health/Check", NO_BYTES);
    expect([...reply.message]).toEqual([8, 1]);
  });

  it.each(["/plugin.GRPCStdio/StreamStdio", "/plugin.GRPCBroker/StartStream"])(
    "open %s and keep it open in silence, also when the client has no more to send",
    async (path) => {
      const stream = client.open(path);
      const headers = await new Promise((resolve) => stream.once("response", resolve));
      expect(headers).toMatchObject({ ":status": 200, "content-type": "application/grpc" });
      stream.end();
      const closed = new Promise((resolve) => stream.once("close", () => resolve("closed")));
      const answered = callProvider(client, "GetMetadata", {}).then(() => "answered");
      expect(await Promise.race([closed, answered])).toBe("answered");
      stream.close();
    },
  );
});
