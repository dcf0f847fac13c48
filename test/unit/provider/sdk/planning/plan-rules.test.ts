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
import { planViolations, replaceViolations } from "../../../../../provider/sdk/planning/plan-rules";
import { compileSchema } from "../../../../../provider/sdk/schema/compile";
import { conform } from "../../../../../provider/sdk/values/conform";
import type { TerraformObject } from "../../../../../provider/sdk/values/terraform-value";

const text = { description: "A text." };
const inner = { x: optional(z.string(), text), made: computed(z.string(), text) };
const { description, type } = compileSchema(
  defineSchema({
    description: "A toy.",
    attributes: {
      name: optional(z.string(), text),
      id: computed(z.string(), text),
      slug: optionalComputed(z.string(), text),
      secret: writeOnly(z.string(), text),
      token: optional(z.string(), { ...text, sensitive: true }),
      one: optional(nested(inner), text),
      list: optional(nestedList(inner), text),
      map: optional(nestedMap(inner), text),
      set: optional(nestedSet(inner), text),
    },
  }),
  "toy",
);

const object = (value: object | null): TerraformObject | null =>
  value === null ? null : (conform(type, value).value as TerraformObject);

function violations(config: object | null, prior: object | null, planned: object | null): string[] {
  const context = { config: object(config), prior: object(prior) };
  return planViolations(description.block, context, object(planned)).map(
    ({ path, problem }) => `${formatPath(path)} ${problem}`,
  );
}

test.each([
  ["the configuration", { name: "a" }, { name: "b" }, { name: "a" }],
  ["the prior value", { name: "a" }, { name: "b" }, { name: "b" }],
  ["unknown for what is computed", {}, {}, { id: UNKNOWN, slug: UNKNOWN }],
  ["a known value for what is computed", {}, { id: "1" }, { id: "2", slug: "x" }],
  [
    "unknown where the configuration is",
    { name: UNKNOWN, list: UNKNOWN },
    null,
    { name: UNKNOWN, list: UNKNOWN },
  ],
  [
    "computed members inside nested objects",
    { one: { x: "1" }, map: { k: {} } },
    null,
    { one: { x: "1", made: UNKNOWN }, map: { k: { made: "2" } } },
  ],
  [
    "set elements in another order",
    { set: [{ x: "1" }, { x: "2" }] },
    null,
    { set: [{ x: "2", made: UNKNOWN }, { x: "1" }] },
  ],
])("a plan may have %s", (_, config, prior, planned) => {
  expect(violations(config, prior, planned)).toEqual([]);
});

test.each<[object | null, object | null, object | null, string]>([
  [
    { name: "a" },
    { name: "b" },
    { name: "c" },
    'name is planned as "c", but the configuration says "a"',
  ],
  [
    { name: "a" },
    null,
    { name: UNKNOWN },
    'name is planned as unknown, but the configuration says "a"',
  ],
  [{ slug: "a" }, null, { slug: "b" }, 'slug is planned as "b", but the configuration says "a"'],
  [
    {},
    { name: "b" },
    { name: "b" },
    'name is planned as "b", but it is neither configured nor computed',
  ],
  [
    { token: "s3cret" },
    null,
    { token: "other" },
    "token is planned as (sensitive value), but the configuration says (sensitive value)",
  ],
  [{ secret: "s" }, null, { secret: "s" }, "secret is write-only and must be null"],
  [{ one: {} }, null, {}, "one is planned for absence, but it is configured"],
  [{ one: {} }, null, { one: UNKNOWN }, "one must not be unknown as a whole, only inside"],
  [
    {},
    null,
    { one: {} },
    "one is planned as an object of 2, but it is neither configured nor computed",
  ],
  [
    { one: { x: "1" } },
    null,
    { one: { x: "2" } },
    'one.x is planned as "2", but the configuration says "1"',
  ],
  [{ list: [{}] }, null, { list: [{}, {}] }, "list has 2 elements, but 1 are configured"],
  [
    { list: [{}, { x: "1" }] },
    null,
    { list: [{}, {}] },
    'list[1].x is planned as null, but the configuration says "1"',
  ],
  [{ map: { a: {} } }, null, { map: { b: {} } }, 'map["b"] is planned, but not configured'],
  [
    { set: [{ x: "1" }] },
    null,
    { set: [{ x: "2" }] },
    "set has elements that do not follow from the configuration",
  ],
  [{ set: [{ x: "1" }] }, null, { set: [] }, "set has 0 elements, but 1 are configured"],
  [null, { name: "a" }, { name: "a" }, " must be null in a plan to destroy"],
  [{ name: "a" }, null, null, " must not be null in a plan to create or update"],
])("config %j, prior %j: refuses the plan %j", (config, prior, planned, problem) => {
  expect(violations(config, prior, planned)[0]).toBe(problem);
});

test("a path that requires replacement must lead somewhere, unless the object is created", () => {
  const prior = object({ list: [{}], map: { a: {} } });
  const planned = object({ list: [{}, {}], map: {} });
  const paths = [
    ["name"],
    ["list", 1],
    ["map", { key: "a" }, "x"],
    ["list", 2],
    ["nope"],
    ["map", { key: "b" }],
  ];
  expect(replaceViolations(paths, prior, planned).map(({ path }) => formatPath(path))).toEqual([
    "list[2]",
    "nope",
    'map["b"]',
  ]);
  expect(replaceViolations(paths, null, planned)).toEqual([]);
});
