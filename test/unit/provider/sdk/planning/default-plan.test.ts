import * as z from "zod/mini";
import {
  computed,
  defineSchema,
  formatPath,
  nested,
  nestedList,
  nestedMap,
  nestedSet,
  optional,
  optionalComputed,
  UNKNOWN,
  writeOnly,
} from "../../../../../provider/sdk";
import { planByDefault } from "../../../../../provider/sdk/planning/default-plan";
import { replacedPaths } from "../../../../../provider/sdk/planning/requires-replace";
import { compileSchema } from "../../../../../provider/sdk/schema/compile";
import { conform } from "../../../../../provider/sdk/values/conform";
import type { TerraformObject } from "../../../../../provider/sdk/values/terraform-value";

const text = { description: "A text." };
const replacing = { a: optional(z.string(), { ...text, requiresReplace: true }) };
const schema = compileSchema(
  defineSchema({
    description: "A toy.",
    attributes: {
      name: optional(z.string(), text),
      port: optional(z.int(), { ...text, default: 22 }),
      id: computed(z.string(), { ...text, keep: true }),
      seen: computed(z.string(), text),
      slug: optionalComputed(z.string(), text),
      secret: writeOnly(z.string(), text),
      facts: computed(nested({ cpus: computed(z.int(), text) }), text),
      items: optional(
        nestedList({
          key: optional(z.string(), text),
          uid: computed(z.string(), { ...text, keep: true }),
        }),
        text,
      ),
      one: optional(nested(replacing), text),
      list: optional(nestedList(replacing), text),
      map: optional(nestedMap(replacing), text),
      set: optional(nestedSet(replacing), text),
    },
  }),
  "toy",
);

const object = (value: object): TerraformObject =>
  conform(schema.type, value).value as TerraformObject;

function plan(config: object, prior: object | null, proposed: object): TerraformObject {
  return planByDefault(schema, {
    config: object(config),
    prior: prior === null ? null : object(prior),
    proposed: object(proposed),
  });
}

test("a new object: defaults are filled in, what is computed is unknown", () => {
  expect(plan({ name: "a" }, null, { name: "a" })).toMatchObject({
    name: "a",
    port: 22,
    id: UNKNOWN,
    seen: UNKNOWN,
    slug: UNKNOWN,
    facts: UNKNOWN,
    one: null,
  });
});

test("an unchanged object stays as it is, computed values too", () => {
  const prior = { name: "a", port: 22, id: "1", seen: "x", slug: "a", facts: { cpus: 2 } };
  expect(plan({ name: "a" }, prior, prior)).toEqual(object(prior));
});

test("a changed object: what is computed is unknown again, except where it is kept", () => {
  const prior = {
    name: "a",
    port: 22,
    id: "1",
    seen: "x",
    slug: "a",
    items: [{ key: "k", uid: "u" }],
  };
  const config = { name: "b", items: [{ key: "k" }, { key: "l" }] };
  expect(plan(config, prior, { ...prior, ...config })).toMatchObject({
    id: "1",
    seen: UNKNOWN,
    slug: UNKNOWN,
    items: [{ uid: "u" }, { uid: UNKNOWN }],
  });
});

test("nothing is kept that was never made", () => {
  const prior = { name: "a", port: 22 };
  expect(plan({ name: "b" }, prior, { name: "b", port: 22 })).toMatchObject({ id: UNKNOWN });
});

test("a removed value goes back to its default, not to what it was", () => {
  const prior = { name: "a", port: 23 };
  expect(plan({ name: "a" }, prior, prior)).toMatchObject({ port: 22 });
});

test("a write-only value never gets into a plan", () => {
  expect(plan({ secret: "s" }, null, { secret: "s" })).toMatchObject({ secret: null });
  expect(plan({ secret: "s" }, { port: 22 }, { secret: "s", port: 22 })).toEqual(
    object({ port: 22 }),
  );
});

test.each<[string, object, object, string[]]>([
  ["nothing", { one: { a: "1" } }, { one: { a: "1" } }, []],
  ["a member", { one: { a: "1" } }, { one: { a: "2" } }, ["one.a"]],
  ["a member that becomes unknown", { one: { a: "1" } }, { one: { a: UNKNOWN } }, ["one.a"]],
  ["an object that vanishes", { one: { a: "1" } }, {}, ["one.a"]],
  ["an object that becomes unknown", { one: { a: "1" } }, { one: UNKNOWN }, ["one"]],
  [
    "list elements by index",
    { list: [{ a: "1" }] },
    { list: [{ a: "1" }, { a: "2" }] },
    ["list[1].a"],
  ],
  [
    "map elements by key",
    { map: { k: { a: "1" } } },
    { map: { l: { a: "1" } } },
    ['map["k"].a', 'map["l"].a'],
  ],
  ["a set as a whole", { set: [{ a: "1" }] }, { set: [{ a: "2" }] }, ["set"]],
  [
    "a set in another order",
    { set: [{ a: "1" }, { a: "2" }] },
    { set: [{ a: "2" }, { a: "1" }] },
    [],
  ],
])("replacement is required by %s", (_, prior, planned, paths) => {
  expect(replacedPaths(schema.attributes, object(prior), object(planned)).map(formatPath)).toEqual(
    paths,
  );
});
