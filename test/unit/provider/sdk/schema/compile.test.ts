import * as z from "zod/mini";
import {
  computed,
  defineSchema,
  describeProvider,
  exactNumber,
  nested,
  nestedSet,
  optional,
  required,
  setOf,
  toProviderSchemaJson,
  writeOnly,
  type Attributes,
} from "../../../../../provider/sdk";
import { compileSchema } from "../../../../../provider/sdk/schema/compile";
import { terraformTypeOf } from "../../../../../provider/sdk/schema/from-zod";
import { createToyProvider } from "../../../../support/toy-provider/provider";

const text = { description: "A text." };

test.each([
  [z.string().check(z.minLength(1)), "string"],
  [z.uuid(), "string"],
  [z.templateLiteral(["a", z.string()]), "string"],
  [z.int(), "number"],
  [exactNumber(), "number"],
  [z.boolean(), "bool"],
  [z.enum(["a", "b"]), "string"],
  [z.literal([1, 2]), "number"],
  [z.unknown(), "dynamic"],
  [z.nullable(z.string()), "string"],
  [z.readonly(z.array(z.string())), ["list", "string"]],
  [z.record(z.string(), z.array(z.int())), ["map", ["list", "number"]]],
  [z.tuple([z.string(), z.boolean()]), ["tuple", ["string", "bool"]]],
  [z.object({ a: z.nullable(z.int()) }), ["object", { a: "number" }]],
  [z.union([z.literal("a"), z.string()]), "string"],
])("zod type %#: its Terraform type", (leaf, type) => {
  expect(terraformTypeOf(leaf, "x")).toEqual(type);
});

test.each([
  [
    z.bigint(),
    'x is of zod type "bigint", which has no Terraform equivalent; use z.int(), or exactNumber',
  ],
  [z.date(), "use a string in RFC 3339 form"],
  [z.optional(z.string()), "use z.nullable"],
  [z.set(z.string()), "use setOf"],
  [z._default(z.string(), "a"), "use the attribute option `default`"],
  [z.pipe(z.string(), z.transform(Number)), "transform the value in the handler"],
  [z.union([z.string(), z.int()]), "union of different Terraform types"],
  [z.object({ inner: z.object({ deep: z.date() }) }), "x.inner.deep is of zod type"],
  [z.literal(["a", 1]), "mixes literals of different types"],
])("zod type %# is refused with the cure", (leaf, message) => {
  expect(() => terraformTypeOf(leaf, "x")).toThrow(message);
});

const refused: [string, Attributes, string][] = [
  [
    "no description",
    { a: optional(z.string(), { description: " " }) },
    "toy.a needs a description",
  ],
  ["a bad name", { aB: optional(z.string(), text) }, "toy.aB must be named in lower case"],
  [
    "a nested bad type",
    { a: optional(nested({ b: optional(z.date(), text) }), text) },
    "toy.a.b is of zod",
  ],
  [
    "a default of the wrong type",
    { a: optional(z.string(), { ...text, default: 1 as never }) },
    "toy.a has a default that must be string",
  ],
  [
    "a set of anything",
    { a: optional(setOf(z.unknown()), text) },
    "is a set and must not hold values of any type",
  ],
  [
    "write-only in a set",
    { a: optional(nestedSet({ b: writeOnly(z.string(), text) }), text) },
    "must not hold write-only",
  ],
  [
    "write-only in what is computed",
    { a: computed(nested({ b: writeOnly(z.string(), text) }), text) },
    "is computed and must not",
  ],
];

test.each(refused)("a schema with %s does not compile", (_, attributes, message) => {
  const schema = defineSchema({ description: "A toy.", attributes });
  expect(() => compileSchema(schema, "toy")).toThrow(message);
});

test("a schema without description or with a broken version does not compile", () => {
  expect(() => compileSchema(defineSchema({ description: "", attributes: {} }), "toy")).toThrow(
    "toy needs a description",
  );
  const version = 1.5;
  expect(() =>
    compileSchema(defineSchema({ version, description: "A toy.", attributes: {} }), "toy"),
  ).toThrow("whole number");
});

test("an attribute with a default is optional and computed for Terraform", () => {
  const schema = defineSchema({
    description: "A toy.",
    attributes: { a: optional(z.int(), { ...text, default: 1 }), b: required(z.int(), text) },
  });
  expect(compileSchema(schema, "toy").description.block.attributes).toEqual([
    { name: "a", type: "number", description: "A text.", optional: true, computed: true },
    { name: "b", type: "number", description: "A text.", required: true },
  ]);
});

test("the compiled schema is plain JSON", () => {
  const description = describeProvider(createToyProvider());
  expect(JSON.parse(JSON.stringify(description))).toEqual(description);
});

test("the schema document has the shape that Terraform prints", () => {
  const document = toProviderSchemaJson(
    describeProvider(createToyProvider()),
    "registry.terraform.io/toys/toy",
  );
  const toy = document.provider_schemas["registry.terraform.io/toys/toy"];
  expect(Object.keys(toy ?? {})).toEqual([
    "provider",
    "resource_schemas",
    "data_source_schemas",
    "ephemeral_resource_schemas",
    "functions",
    "resource_identity_schemas",
  ]);
  expect(toy).toMatchObject({
    resource_schemas: {
      toy_note: {
        version: 1,
        block: {
          attributes: {
            secret: {
              type: "string",
              optional: true,
              write_only: true,
              description_kind: "markdown",
            },
            author: {
              nested_type: { nesting_mode: "single", attributes: { email: { sensitive: true } } },
            },
            tags: { type: ["set", "string"] },
          },
          block_types: { timeouts: { nesting_mode: "single" } },
        },
      },
    },
    functions: {
      shout: {
        return_type: ["list", "string"],
        parameters: [{ name: "text" }, { name: "times", is_nullable: true }],
        variadic_parameter: { name: "more" },
      },
    },
  });
});
