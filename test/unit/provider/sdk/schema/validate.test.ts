import * as fc from "fast-check";
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
  required,
  setOf,
  UNKNOWN,
  writeOnly,
} from "../../../../../provider/sdk";
import { compileSchema } from "../../../../../provider/sdk/schema/compile";
import { validateConfig } from "../../../../../provider/sdk/schema/validate";
import { conform } from "../../../../../provider/sdk/values/conform";
import type { TerraformObject } from "../../../../../provider/sdk/values/terraform-value";
import { schemaCases } from "../schema-arbitrary";

const text = { description: "A text." };
const port = z.int().check(z.gte(1), z.lte(65535));
const { attributes, type } = compileSchema(
  defineSchema({
    description: "A toy.",
    attributes: {
      name: required(z.string().check(z.regex(/^[a-z]+$/, "must be lower case letters")), text),
      port: optional(port, text),
      ports: optional(z.array(port), text),
      env: optional(z.record(z.string(), z.string().check(z.minLength(2))), text),
      mode: optional(z.enum(["fast", "safe"]), text),
      tags: optional(setOf(z.string().check(z.minLength(1))), text),
      id: computed(z.string(), text),
      secret: writeOnly(z.string().check(z.minLength(8)), text),
      registry: optional(nested({ port: required(port, text) }), text),
      hosts: optional(nestedList({ port: optional(port, text) }), text),
      by_name: optional(nestedMap({ port: optional(port, { ...text, sensitive: true }) }), text),
      users: optional(
        nestedSet({ age: optional(z.int().check(z.gte(0)), { ...text, default: 1 }) }),
        text,
      ),
      origin: optional(
        z.object({ at: z.object({ city: z.string().check(z.minLength(3)) }) }),
        text,
      ),
    },
  }),
  "toy",
);

function problems(config: object): string[] {
  const typed = conform(type, { name: "ok", ...config }).value as TerraformObject;
  return validateConfig(attributes, typed).map(
    ({ path, detail }) => `${formatPath(path!)}: ${detail}`,
  );
}

test.each([
  [{ name: null }, 'name: The argument "name" is null, but it is required. Set it to a value.'],
  [{ name: "A1" }, 'name: name is "A1", but it must be lower case letters.'],
  [{ port: 70000 }, "port: port is 70000, but it must be at most 65535."],
  [
    { port: 1.5 },
    "port: port is 1.5, but it must be a whole number between -(2^53 - 1) and 2^53 - 1.",
  ],
  [{ ports: [22, 0] }, "ports[1]: ports[1] is 0, but it must be at least 1."],
  [{ ports: [null] }, "ports[0]: ports[0] must not be null."],
  [
    { env: { "A b": "x" } },
    'env["A b"]: env["A b"] is "x", but it must have at least 2 characters.',
  ],
  [{ mode: "slow" }, 'mode: mode is "slow", but it must be one of "fast", "safe".'],
  [{ tags: [""] }, 'tags: tags is "", but it must have at least 1 character.'],
  [
    { id: "x" },
    'id: The attribute "id" is set, but only the provider sets it. Remove it from the configuration.',
  ],
  [{ secret: "short" }, "secret: secret must have at least 8 characters."],
  [
    { registry: {} },
    'registry.port: The argument "port" is null, but it is required. Set it to a value.',
  ],
  [{ hosts: [{}, { port: 0 }] }, "hosts[1].port: hosts[1].port is 0, but it must be at least 1."],
  [{ by_name: { a: { port: 0 } } }, 'by_name["a"].port: by_name["a"].port must be at least 1.'],
  [{ users: [{ age: -1 }] }, "users: users is -1, but it must be at least 0."],
  [
    { users: [{ age: 1 }, {}] },
    'users: Two elements of "users" are equal once defaults are filled in. Remove one of them.',
  ],
  [
    { origin: { at: { city: "X" } } },
    'origin.at.city: origin.at.city is "X", but it must have at least 3 characters.',
  ],
])("refuses %j", (config, problem) => {
  expect(problems(config)).toEqual([problem]);
});

test("skips what is unknown, and checks what is known beside it", () => {
  expect(problems({ name: UNKNOWN, port: UNKNOWN, registry: UNKNOWN, hosts: [UNKNOWN] })).toEqual(
    [],
  );
  expect(problems({ ports: [UNKNOWN, 0], env: { a: UNKNOWN, b: "x" } })).toEqual([
    "ports[1]: ports[1] is 0, but it must be at least 1.",
    'env["b"]: env["b"] is "x", but it must have at least 2 characters.',
  ]);
  expect(problems({ registry: { port: UNKNOWN } })).toEqual([]);
});

test("never throws, for any schema and any partly unknown configuration", () => {
  const cases = schemaCases().chain((each) => fc.tuple(fc.constant(each), each.partial));
  fc.assert(
    fc.property(cases, ([{ schema }, config]) => {
      const compiled = compileSchema(schema, "toy");
      const typed = conform(compiled.type, config).value as TerraformObject;
      for (const each of validateConfig(compiled.attributes, typed)) {
        expect(each.summary).toBe("Duplicate Set Element");
      }
    }),
    { numRuns: 50 },
  );
});
