import * as z from "zod/mini";
import {
  computed,
  defineSchema,
  dynamicValue,
  formatPath,
  nestedSet,
  nestedMap,
  optional,
  UNKNOWN,
  writeOnly,
} from "../../../../../provider/sdk";
import {
  applyViolations,
  consistencyViolations,
} from "../../../../../provider/sdk/planning/apply-rules";
import { compileSchema } from "../../../../../provider/sdk/schema/compile";
import { conform } from "../../../../../provider/sdk/values/conform";
import type { TerraformObject } from "../../../../../provider/sdk/values/terraform-value";

const text = { description: "A text." };
const { description, type } = compileSchema(
  defineSchema({
    description: "A toy.",
    attributes: {
      name: optional(z.string(), text),
      size: computed(z.number(), text),
      token: computed(z.string(), { ...text, sensitive: true }),
      secret: writeOnly(z.string(), text),
      lines: computed(z.array(z.string()), text),
      env: computed(z.record(z.string(), z.string()), text),
      any: computed(z.unknown(), text),
      set: optional(
        nestedSet({ x: optional(z.string(), text), made: computed(z.string(), text) }),
        text,
      ),
      map: optional(nestedMap({ made: computed(z.string(), text) }), text),
    },
  }),
  "toy",
);

const object = (value: object | null): TerraformObject | null =>
  value === null ? null : (conform(type, value).value as TerraformObject);

function violations(planned: object | null, actual: object | null): string[] {
  return applyViolations(description.block, object(planned), object(actual)).map(
    ({ path, problem }) => `${formatPath(path)} ${problem}`,
  );
}

test.each([
  [
    "unknown becomes anything",
    { size: UNKNOWN, lines: UNKNOWN, any: UNKNOWN },
    { size: 1, lines: ["a"], any: true },
  ],
  ["unknown becomes null", { size: UNKNOWN }, {}],
  [
    "unknown inside becomes known",
    { lines: ["a", UNKNOWN], env: { k: UNKNOWN } },
    { lines: ["a", "b"], env: { k: "v" } },
  ],
  ["a number is written in another way", { size: 100 }, { size: 100n }],
  [
    "elements of a set become known",
    { set: [{ x: "1", made: UNKNOWN }] },
    { set: [{ x: "1", made: "m" }] },
  ],
  [
    "two elements of a set turn out equal",
    { set: [{ x: UNKNOWN }, { x: "1" }] },
    { set: [{ x: "1" }] },
  ],
])("an apply is consistent if %s", (_, planned, actual) => {
  expect(violations(planned, actual)).toEqual([]);
});

test.each<[object | null, object | null, string]>([
  [{ name: "a" }, { name: "b" }, 'name was "a" in the plan, but is now "b"'],
  [{ name: "a" }, {}, 'name was "a" in the plan, but is now null'],
  [
    { token: "a" },
    { token: "b" },
    "token was (sensitive value) in the plan, but is now (sensitive value)",
  ],
  [{ lines: ["a"] }, { lines: ["a", "b"] }, "lines has 2 elements, but 1 were planned"],
  [
    { lines: ["a", UNKNOWN] },
    { lines: ["b", "c"] },
    'lines[0] was "a" in the plan, but is now "b"',
  ],
  [{ env: { a: "1" } }, { env: {} }, 'env["a"] was planned, but has vanished'],
  [{ env: {} }, { env: { a: "1" } }, 'env["a"] appeared, but was not planned'],
  [
    { any: dynamicValue("string", "1") },
    { any: dynamicValue("number", 1) },
    "any was a value of its own type in the plan, but is now a value of its own type",
  ],
  [{ set: [{ x: "1" }] }, { set: [{ x: "2" }] }, "set has lost an element that was planned"],
  [
    { set: [{ x: "1" }] },
    { set: [{ x: "1" }, { x: "2" }] },
    "set has an element that was not planned",
  ],
  [
    { set: [{ x: UNKNOWN }] },
    { set: [{ x: "1" }, { x: "2" }] },
    "set has 2 elements, but 1 were planned",
  ],
  [{ size: UNKNOWN }, { size: UNKNOWN }, "size is still unknown"],
  [
    { map: { a: { made: UNKNOWN } } },
    { map: { a: { made: UNKNOWN } } },
    'map["a"].made is still unknown',
  ],
  [{}, { secret: "s" }, "secret is write-only, but has a value in the state"],
  [{}, null, " is null, but the plan has an object"],
  [null, {}, " still exists, but the plan has none"],
])("planned %j: refuses the result %j", (planned, actual, problem) => {
  expect(violations(planned, actual)[0]).toBe(problem);
});

test("a second plan may know more than the first, but not other things", () => {
  const check = (first: object, second: object): number =>
    consistencyViolations(description.block, object(first), object(second)).length;
  expect(check({ size: UNKNOWN }, { size: UNKNOWN })).toBe(0);
  expect(check({ size: UNKNOWN }, { size: 1 })).toBe(0);
  expect(check({ size: 1 }, { size: UNKNOWN })).toBe(1);
});
