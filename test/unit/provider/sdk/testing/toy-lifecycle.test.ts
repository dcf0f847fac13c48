import { createProviderServer, UNKNOWN } from "../../../../../provider/sdk";
import { ProviderHarness, type ManagedObject } from "../../../../../provider/sdk/testing";
import { FAILURES } from "../../../../support/toy-provider/failures";
import { createToyProvider } from "../../../../support/toy-provider/provider";

const minimal = { title: "First note" };
const full = {
  title: "Héllo",
  priority: 3,
  weight: 12345678901234567890n,
  tags: ["b", "a", "b"],
  lines: ["one", "two"],
  labels: { __proto__x: "1", "with space": "2" },
  corner: [1, "left"],
  origin: { city: "Rome", year: null },
  extra: ["mixed", 1, { deep: true }],
  author: { name: "Ada", email: "ada@example.org" },
  sections: [{ heading: "Intro" }, { heading: "End", level: 2 }],
  links: { home: { url: "https://example.org" } },
  reviewers: [{ name: "Bob" }, { name: "Eve", votes: 2 }],
  secret: "opensesame",
  secret_version: 1,
  timeouts: { create: "5m" },
};

async function harness(signal?: AbortSignal): Promise<ProviderHarness> {
  let count = 0;
  const provider = createToyProvider(() => `note-${++count}`);
  const made = new ProviderHarness(
    createProviderServer(provider),
    signal === undefined ? {} : { signal },
  );
  expect(await made.configure()).toEqual([]);
  return made;
}

async function created(core: ProviderHarness, config: object): Promise<ManagedObject> {
  const { object, diagnostics } = await core.deploy("toy_note", { ...config });
  expect(diagnostics).toEqual([]);
  return object!;
}

test.each([
  ["a minimal note", minimal],
  ["a note with every attribute", full],
])("creates %s, plans no change, destroys it", async (_, config) => {
  const core = await harness();
  const object = await created(core, config);
  expect(object.state).toMatchObject({ id: "note-1", revision: 1, ready: true, secret: null });
  expect((await core.plan("toy_note", config, object)).action).toBe("no-op");
  expect(await core.destroy(object)).toEqual({ object: null, diagnostics: [] });
});

test("fills in defaults, and what is computed inside nested attributes", async () => {
  const core = await harness();
  const { state } = await created(core, full);
  expect(state).toMatchObject({
    kind: "plain",
    author: { initials: "A" },
    sections: [
      { level: 1, anchor: "intro" },
      { level: 2, anchor: "end" },
    ],
    links: { home: { checked: true } },
    tags: ["b", "a"],
    weight: 12345678901234567890n,
    secret_length: 10,
  });
});

test("updates in place, keeping what is marked to be kept", async () => {
  const core = await harness();
  const object = await created(core, full);
  const plan = await core.plan("toy_note", { ...full, title: "Second" }, object);
  expect(plan.action).toBe("update");
  expect(plan.planned).toMatchObject({ id: "note-1", revision: UNKNOWN, slug: "second" });
  expect(plan.planned).toMatchObject({
    author: { initials: "A" },
    links: { home: { checked: true } },
  });
  const { object: after } = await core.apply(plan);
  expect(after?.state).toMatchObject({ title: "Second", revision: 2 });
});

test.each([
  ["an attribute", { kind: "rich" }, [["kind"]]],
  ["a nested attribute", { author: { name: "Bob" } }, [["author", "name"]]],
])("replaces when %s requires it", async (_, change, paths) => {
  const core = await harness();
  const object = await created(core, full);
  const plan = await core.plan("toy_note", { ...full, ...change }, object);
  expect(plan).toMatchObject({ action: "replace", requiresReplace: paths });
  const { object: after } = await core.apply(plan);
  expect(after?.state).toMatchObject({ id: "note-2", ...change });
});

test("tells the delete of a replacement from a real one by the private data of the plan", async () => {
  const core = await harness();
  const object = await created(core, full);
  const plan = await core.plan("toy_note", { ...full, kind: "rich" }, object);
  expect(JSON.parse(plan.plannedPrivate)).toEqual({ op: "create", replaced: true });
});

test("plans with unknown values and applies them once they are known", async () => {
  const core = await harness();
  const plan = await core.plan("toy_note", {
    title: UNKNOWN,
    tags: UNKNOWN,
    author: { name: UNKNOWN },
    links: { home: { url: UNKNOWN } },
    labels: { a: UNKNOWN },
  });
  expect(plan.diagnostics).toEqual([]);
  expect(plan.planned).toMatchObject({ title: UNKNOWN, tags: UNKNOWN, author: { name: UNKNOWN } });
  const final = {
    title: "Known",
    tags: ["x"],
    author: { name: "Ada" },
    links: { home: { url: "http://a" } },
    labels: { a: "1" },
  };
  const { object, diagnostics } = await core.apply(plan, final);
  expect(diagnostics).toEqual([]);
  expect(object?.state).toMatchObject({ title: "Known", tags: ["x"] });
});

test("sees drift, and that an object is gone", async () => {
  const core = await harness();
  const object = await created(core, minimal);
  await core.deploy("toy_note", { title: "Changed behind its back" }, object);
  const { object: drifted } = await core.read(object);
  expect(drifted?.state["title"]).toBe("Changed behind its back");
  await core.destroy(object);
  expect((await core.read(object)).object).toBeNull();
});

test("imports by ID and by identity, and the plan after it changes nothing", async () => {
  const core = await harness();
  await created(core, minimal);
  for (const by of ["note-1", { id: "note-1" }]) {
    const { object, diagnostics } = await core.import("toy_note", by);
    expect(diagnostics).toEqual([]);
    expect(object?.identity).toEqual(Object.assign(Object.create(null), { id: "note-1" }));
    expect((await core.plan("toy_note", minimal, object)).action).toBe("no-op");
  }
  const { diagnostics } = await core.import("toy_note", "nowhere");
  expect(diagnostics).toMatchObject([{ summary: "No Such Note" }]);
});

describe("a handler's mistake becomes a diagnostic, and the newest state is kept", () => {
  const expected: Record<string, [summary: string, detail: RegExp]> = {
    error: ["Told To Fail", /No luck/],
    throw: ["X Failed", /told to throw/],
    throw_after_save: ["X Failed", /told to throw/],
    nothing: ["Provider Mistake", /result of x is missing/],
    unknown: ["Provider Mistake", /toy_note\.revision is still unknown/],
    change: ["Provider Mistake", /toy_note\.title was "A" in the plan, but is now "changed by/],
    wrong_type: ["Provider Mistake", /toy_note\.revision must be number, not a string/],
    write_only: ["Provider Mistake", /toy_note\.secret is write-only, but has a value/],
    null: ["Provider Mistake", /result of x is null, but the plan has an object/],
  };
  const cases = FAILURES.filter((each) => each !== "wait");

  test.each(cases)("create: %s", async (failure) => {
    const core = await harness();
    const { object, diagnostics } = await core.deploy("toy_note", {
      title: "A",
      secret: "topsecret",
      fail: { create: failure },
    });
    const [summary, detail] = expected[failure]!;
    expect(diagnostics).toMatchObject([
      { severity: "error", summary: summary.replace("X", "Create") },
    ]);
    expect(diagnostics[0]!.detail).toMatch(new RegExp(detail.source.replace("of x", "of create")));
    expect(diagnostics[0]!.detail).not.toContain("topsecret");
    const isNothingMade = ["error", "throw", "nothing", "null"].includes(failure);
    expect(object === null).toBe(isNothingMade);
    if (object !== null)
      expect(object).toMatchObject({ isTainted: true, state: { id: "note-1", secret: null } });
    if (failure === "throw_after_save") expect(object?.state["ready"]).toBe(false);
  });

  test.each(cases)("update: %s", async (failure) => {
    const core = await harness();
    const before = await created(core, { title: "Before" });
    const { object, diagnostics } = await core.deploy(
      "toy_note",
      { title: "A", secret: "topsecret", fail: { update: failure } },
      before,
    );
    const [summary, detail] = expected[failure]!;
    expect(diagnostics).toMatchObject([
      { severity: "error", summary: summary.replace("X", "Update") },
    ]);
    expect(diagnostics[0]!.detail).toMatch(new RegExp(detail.source.replace("of x", "of update")));
    expect(diagnostics[0]!.detail).not.toContain("topsecret");
    expect(object).toMatchObject({ isTainted: false, state: { id: "note-1", secret: null } });
    if (failure === "throw_after_save") expect(object?.state["title"]).toBe("A");
    if (failure === "throw") expect(object?.state["title"]).toBe("Before");
  });

  test.each(["error", "throw", "nothing", "wrong_type", "unknown"])("read: %s", async (failure) => {
    const core = await harness();
    const object = await created(core, { title: "A", fail: { read: failure } });
    const read = await core.read(object);
    expect(read.diagnostics).toMatchObject([{ severity: "error" }]);
    expect(read.object?.state).toEqual(object.state);
  });

  test.each(["error", "throw", "nothing", "change"])("delete: %s", async (failure) => {
    const core = await harness();
    const object = await created(core, { title: "A", fail: { delete: failure } });
    const { object: left, diagnostics } = await core.destroy(object);
    expect(diagnostics).toMatchObject([{ severity: "error" }]);
    expect(left).not.toBeNull();
  });

  test.each([
    ["error", /told to fail/],
    ["throw", /told to throw/],
    ["change", /toy_note\.title is planned as "changed by plan", but the configuration says "A"/],
  ])("plan: %s", async (failure, detail) => {
    const core = await harness();
    const plan = await core.plan("toy_note", { title: "A", fail: { plan: failure } });
    expect(plan.diagnostics).toMatchObject([
      { severity: "error", detail: expect.stringMatching(detail) as string },
    ]);
  });
});

test("stop ends a waiting create in order, and the next apply resumes by an update", async () => {
  const core = await harness();
  const creating = core.deploy("toy_note", { title: "A", fail: { create: "wait" } });
  setImmediate(() => core.server.stop());
  const { object, diagnostics } = await creating;
  expect(diagnostics).toMatchObject([{ severity: "warning", summary: "Interrupted" }]);
  expect(object).toMatchObject({ isTainted: false, state: { ready: false } });
  const plan = await core.plan("toy_note", { title: "A", fail: { create: "wait" } }, object);
  expect(plan.action).toBe("update");
  const { object: resumed } = await core.apply(plan);
  expect(resumed?.state).toMatchObject({ ready: true });
});

test("a failed create without state is a plain create next time", async () => {
  const core = await harness();
  const { object } = await core.deploy("toy_note", { title: "A", fail: { create: "error" } });
  expect(object).toBeNull();
  expect((await core.plan("toy_note", { title: "A" }, object)).action).toBe("create");
});
