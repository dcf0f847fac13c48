import * as z from "zod/mini";
import {
  computed,
  createProviderServer,
  defineProvider,
  defineResource,
  defineSchema,
  error,
  optional,
  SILENT_LOGGER,
  UNKNOWN,
  type ProviderServer,
  type Resource,
} from "../../../../../provider/sdk";
import { ProviderHarness } from "../../../../../provider/sdk/testing";
import { createToyProvider } from "../../../../support/toy-provider/provider";

const context = { signal: new AbortController().signal, log: SILENT_LOGGER };

async function toy(
  config: object = {},
): Promise<{ core: ProviderHarness; server: ProviderServer }> {
  const server = createProviderServer(createToyProvider(() => "n1"));
  const core = new ProviderHarness(server);
  await core.configure({ ...config });
  return { core, server };
}

describe("state upgrade", () => {
  const upgrade = async (version: number, rawState: string): Promise<unknown> => {
    const { server } = await toy();
    return server.upgradeResourceState({ ...context, typeName: "toy_note", version, rawState });
  };

  test("of an equal version hands the text back as it came", async () => {
    const json = '{"weight":12345678901234567890.000000000000000001, "unknown_field": [ ]}';
    expect(await upgrade(1, json)).toEqual({ upgradedState: { json }, diagnostics: [] });
  });

  test("of an older version runs the author's steps without losing digits", async () => {
    expect(
      await upgrade(0, '{"id":"n1","subject":"Old","weight":12345678901234567890,"gone":1}'),
    ).toMatchObject({
      upgradedState: {
        value: { id: "n1", title: "Old", weight: 12345678901234567890n, tags: null },
      },
      diagnostics: [],
    });
  });

  test.each([
    [2, "{}", /schema version 2, but this provider knows versions up to 1/],
    [0, "not json", /state upgrade of toy_note failed: Unexpected token/],
    [0, '{"subject": "x", "lines": "no list"}', /toy_note must be list\(string\), not a string/],
  ])("of version %d with %s is refused", async (version, raw, detail) => {
    expect(await upgrade(version, raw)).toMatchObject({
      upgradedState: null,
      diagnostics: [{ severity: "error", detail: expect.stringMatching(detail) as string }],
    });
  });

  test("of an identity hands it back too", async () => {
    const { server } = await toy();
    const request = { ...context, version: 0, rawIdentity: '{"id":"n1"}' };
    expect(await server.upgradeResourceIdentity({ ...request, typeName: "toy_note" })).toEqual({
      upgradedIdentity: { json: '{"id":"n1"}' },
      diagnostics: [],
    });
    expect(
      await server.upgradeResourceIdentity({ ...request, typeName: "toy_memo" }),
    ).toMatchObject({
      upgradedIdentity: null,
      diagnostics: [{ summary: "No Identity" }],
    });
  });
});

describe("moving state", () => {
  const move = async (sourceTypeName: string, targetTypeName: string): Promise<unknown> => {
    const { server } = await toy();
    return server.moveResourceState({
      ...context,
      sourceProviderAddress: "registry.terraform.io/toys/toy",
      sourceTypeName,
      sourceSchemaVersion: 0,
      sourceState: '{"id":"n1","text":"Memo"}',
      sourcePrivate: "\u0000 not json",
      sourceIdentity: "",
      targetTypeName,
    });
  };

  test("takes over a known source, identity included", async () => {
    expect(await move("toy_memo", "toy_note")).toMatchObject({
      targetState: { id: "n1", title: "Memo", kind: "plain" },
      targetIdentity: { id: "n1" },
      diagnostics: [],
    });
  });

  test("refuses an unknown source, and a target that takes nothing over", async () => {
    for (const [from, to] of [
      ["null_resource", "toy_note"],
      ["toy_note", "toy_memo"],
    ] as const) {
      expect(await move(from, to)).toMatchObject({
        targetState: null,
        diagnostics: [
          { summary: "Move Not Supported", detail: expect.stringContaining(from) as string },
        ],
      });
    }
  });
});

describe("data source", () => {
  test("reads, and reports what it cannot find with the attribute to blame", async () => {
    const { core, server } = await toy();
    await core.deploy("toy_note", { title: "A" });
    const request = { ...context, typeName: "toy_note" };
    expect(
      await server.readDataSource({
        ...request,
        config: { id: "n1", title: null, revision: null },
      }),
    ).toMatchObject({
      state: { id: "n1", title: "A", revision: 1 },
      diagnostics: [],
    });
    expect(
      await server.readDataSource({
        ...request,
        config: { id: "n2", title: null, revision: null },
      }),
    ).toMatchObject({
      state: null,
      diagnostics: [{ summary: "No Such Note", path: ["id"] }],
    });
  });

  test("says what to do while the provider is not configured", async () => {
    const { server } = await toy({ directory: UNKNOWN });
    const config = { id: "n1", title: null, revision: null };
    expect(await server.readDataSource({ ...context, typeName: "toy_note", config })).toMatchObject(
      {
        state: null,
        diagnostics: [
          {
            summary: "Provider Not Configured",
            detail: expect.stringContaining("-target") as string,
          },
        ],
      },
    );
  });
});

test("an ephemeral resource is opened, renewed and closed with its own private data", async () => {
  const { server } = await toy();
  const typeName = "toy_token";
  const opened = await server.openEphemeralResource({
    ...context,
    typeName,
    config: { name: "x", token: null },
  });
  expect(opened).toMatchObject({ result: { name: "x", token: "token-of-x" }, diagnostics: [] });
  expect(opened.renewAt?.toISOString()).toBe("2100-01-01T00:00:00.000Z");
  const renewed = await server.renewEphemeralResource({
    ...context,
    typeName,
    private: opened.private,
  });
  expect(JSON.parse(renewed.private)).toEqual({ name: "x", renewed: 1 });
  expect(
    await server.closeEphemeralResource({ ...context, typeName, private: renewed.private }),
  ).toEqual({ diagnostics: [] });
});

test.each([
  [["hi", null], { result: ["HI"] }],
  [["hi", 2, "you", "all"], { result: ["HI YOU ALL", "HI YOU ALL"] }],
  [["", 1], { error: { text: "There is nothing to say.", argument: 0 } }],
  [["hi", 0], { error: { text: "The value is 0, but it must be at least 1.", argument: 1 } }],
])("the function shout(%j)", async (values, reply) => {
  const { server } = await toy();
  expect(await server.callFunction({ ...context, name: "shout", arguments: values })).toEqual(
    reply,
  );
});

test("an unknown function is an error, not a crash", async () => {
  const { server } = await toy();
  expect(
    await server.callFunction({ ...context, name: "constructor", arguments: [] }),
  ).toMatchObject({
    error: { text: expect.stringContaining('no function "constructor"') as string },
  });
});

test("an unknown resource type is a diagnostic in every RPC, and no state is lost", async () => {
  const { server } = await toy();
  const request = { ...context, typeName: "constructor" };
  const state = Object.assign(Object.create(null) as object, { a: "1" });
  const read = await server.readResource({
    ...request,
    currentState: state,
    private: "p",
    currentIdentity: null,
  });
  expect(read).toMatchObject({
    newState: state,
    private: "p",
    diagnostics: [{ summary: "Unknown Type" }],
  });
  const applied = await server.applyResourceChange({
    ...request,
    priorState: state,
    plannedState: null,
    config: null,
    plannedPrivate: "p",
    plannedIdentity: null,
  });
  expect(applied).toMatchObject({
    newState: state,
    private: "p",
    diagnostics: [{ summary: "Unknown Type" }],
  });
});

test("a write-only value is refused if Terraform would store it", async () => {
  const { server } = await toy();
  const config = { title: "A", secret: "opensesame" };
  const request = { ...context, typeName: "toy_note", config };
  expect(await server.validateResourceConfig(request)).toMatchObject({
    diagnostics: [{ summary: "Write-Only Attribute Not Supported", path: ["secret"] }],
  });
  const clientCapabilities = { writeOnlyAttributesAllowed: true };
  expect(await server.validateResourceConfig({ ...request, clientCapabilities })).toEqual({
    diagnostics: [],
  });
});

test("rules over several attributes are the resource's own", async () => {
  const { core } = await toy();
  expect(await core.validate("toy_note", { title: "A", pinned: true, priority: 0 })).toMatchObject([
    { summary: "Pinned Without Priority", path: ["pinned"] },
  ]);
});

test("the provider's secrets are hidden in whatever its handlers say", async () => {
  const server = createProviderServer(createToyProvider());
  const config = { directory: null, password: "hunter22", refuse: true };
  const reply = await server.configureProvider({ ...context, config, terraformVersion: "1.11.4" });
  expect(reply.diagnostics).toMatchObject([{ detail: "The password is (sensitive value)." }]);
});

test("a resource that cannot be imported says so", async () => {
  const { core } = await toy();
  expect((await core.import("toy_memo", "x")).diagnostics).toMatchObject([
    { summary: "Import Not Supported" },
  ]);
});

test("private data that is left out goes through unchanged, null removes it", async () => {
  const schema = defineSchema({
    description: "A toy.",
    attributes: { a: optional(z.string(), { description: "A text." }) },
  });
  const keep = { wanted: undefined as null | undefined };
  const thing = defineResource<typeof schema, object>({
    schema,
    create: ({ planned }) => ({ state: planned, private: { step: 1 } }),
    update: ({ planned }) => ({ state: planned }),
    read: ({ state }) => (keep.wanted === undefined ? { state } : { state, private: keep.wanted }),
    delete: ({ prior }) => ({ state: prior, diagnostics: [error("Stays", "It stays.")] }),
  });
  const provider = defineProvider<typeof schema, object>({
    schema,
    configure: () => ({}),
    resources: { toy_thing: () => thing },
  });
  const core = new ProviderHarness(createProviderServer(provider));
  const { object } = await core.deploy("toy_thing", { a: "1" });
  const { object: updated } = await core.deploy("toy_thing", { a: "2" }, object);
  expect(updated?.private).toBe('{"step":1}');
  expect((await core.destroy(updated!)).object).toEqual(updated);
  keep.wanted = null;
  expect((await core.read(updated!)).object?.private).toBe("");
});

test("after stop, the signal of every request is aborted from the start", async () => {
  const { core, server } = await toy();
  server.stop();
  server.stop();
  const { object } = await core.deploy("toy_note", { title: "A", fail: { create: "wait" } });
  expect(object?.state["ready"]).toBe(false);
});

describe("the newest state is in the reply itself", () => {
  const schema = defineSchema({
    description: "A toy.",
    attributes: {
      a: optional(z.string(), { description: "A text." }),
      made: computed(z.string(), { description: "A text." }),
    },
  });
  const typeName = "toy_thing";
  const prior = Object.assign(Object.create(null) as object, { a: "1", made: "m" });

  function serverOf(handlers: Partial<Resource<typeof schema, object>>): ProviderServer {
    const thing = defineResource<typeof schema, object>({
      schema,
      create: () => ({ state: null }),
      update: () => ({ state: null }),
      read: ({ state }) => ({ state }),
      delete: () => ({}),
      ...handlers,
    });
    const resources = { toy_thing: () => thing };
    return createProviderServer(
      defineProvider<typeof schema, object>({ schema, configure: () => ({}), resources }),
    );
  }

  const removal = {
    ...context,
    typeName,
    priorState: prior,
    plannedState: null,
    config: null,
    plannedPrivate: "p",
    plannedIdentity: null,
  };
  const failed = [error("Failed", "It failed.")];

  test.each<[string, Partial<Resource<typeof schema, object>>, object]>([
    ["reports an error", { delete: () => ({ diagnostics: failed }) }, prior],
    [
      "reports an error and what is left",
      { delete: () => ({ state: { a: "1", made: null }, diagnostics: failed }) },
      { a: "1", made: null },
    ],
    [
      "saves, then throws",
      {
        delete: ({ save }) => {
          save({ a: "1", made: "half" });
          throw new Error("x");
        },
      },
      { a: "1", made: "half" },
    ],
    ["returns a state without an error", { delete: ({ prior: state }) => ({ state }) }, prior],
  ])("delete %s", async (_, handlers, state) => {
    const reply = await serverOf(handlers).applyResourceChange(removal);
    expect(reply).toMatchObject({
      newState: state,
      private: "p",
      diagnostics: [{ severity: "error" }],
    });
  });

  test("a read that throws leaves the state that it saved, else the one it was given", async () => {
    const request = {
      ...context,
      typeName,
      currentState: prior,
      private: "p",
      currentIdentity: null,
    };
    const thrown = serverOf({
      read: () => {
        throw new Error("x");
      },
    });
    expect(await thrown.readResource(request)).toMatchObject({ newState: prior, private: "p" });
    const saved = serverOf({
      read: ({ save }) => {
        save({ a: "2", made: "n" }, { at: 1 });
        throw new Error("x");
      },
    });
    expect(await saved.readResource(request)).toMatchObject({
      newState: { a: "2", made: "n" },
      private: '{"at":1}',
    });
  });

  test("an unknown that is saved is null, a value of the wrong type the one before", async () => {
    const config = Object.assign(Object.create(null) as object, { a: "2", made: null });
    const plannedState = Object.assign(Object.create(null) as object, { a: "2", made: UNKNOWN });
    const request = { ...removal, plannedState, config };
    const save = serverOf({
      update: (each) => {
        each.save({ a: "2", made: UNKNOWN as never });
        throw new Error("x");
      },
    });
    expect(await save.applyResourceChange(request)).toMatchObject({
      newState: { a: "2", made: null },
    });
    const wrong = serverOf({ update: () => ({ state: { a: "2", made: 5 as never } }) });
    expect(await wrong.applyResourceChange(request)).toMatchObject({
      newState: { a: "2", made: "m" },
      diagnostics: [{ path: ["made"] }],
    });
  });

  test("a secret that only the handler knew is hidden in what it says", async () => {
    const secretive = defineSchema({
      description: "A toy.",
      attributes: { token: computed(z.string(), { description: "A text.", sensitive: true }) },
    });
    const thing = defineResource<typeof secretive, object>({
      schema: secretive,
      create: () => ({
        state: { token: "t0ken" },
        diagnostics: [error("Failed", "t0ken was refused.")],
      }),
      update: ({ prior: state }) => ({ state }),
      read: ({ state }) => ({ state }),
      delete: () => ({}),
    });
    const core = new ProviderHarness(
      createProviderServer(
        defineProvider<typeof schema, object>({
          schema,
          configure: () => ({}),
          resources: { toy_thing: () => thing },
        }),
      ),
    );
    const { diagnostics } = await core.deploy("toy_thing", {});
    expect(diagnostics).toMatchObject([{ detail: "(sensitive value) was refused." }]);
  });
});
