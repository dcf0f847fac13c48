import * as fc from "fast-check";
import * as z from "zod/mini";
import {
  block,
  computed,
  defineSchema,
  dynamicValue,
  exactNumber,
  nested,
  nestedList,
  nestedMap,
  nestedSet,
  optional,
  optionalComputed,
  required,
  setOf,
  UNKNOWN,
  writeOnly,
  type Attribute,
  type Schema,
  type Shape,
} from "../../../../provider/sdk";

/** A generated schema, and generators of configurations for it. */
export interface SchemaCase {
  readonly schema: Schema;
  /** Wholly known. */
  readonly config: fc.Arbitrary<Values>;
  /** Unknown here and there. */
  readonly partial: fc.Arbitrary<Values>;
}

/** Schemas with up to six attributes of any kind and mode, nested up to twice. */
export function schemaCases(): fc.Arbitrary<SchemaCase> {
  return members(2, { isInSet: false, isComputed: false }).map(
    ({ attributes, known, partial }) => ({
      schema: defineSchema({ description: "Generated.", attributes }),
      config: known,
      partial,
      [fc.toStringMethod]: () => Object.entries(attributes).map(printAttribute).join(", "),
    }),
  );
}

/** `a0: optionalComputed keep list {a0: required string}`, for counterexamples. */
function printAttribute([name, { mode, shape, options }]: [string, Attribute]): string {
  const flags = [
    options.keep === true ? " keep" : "",
    options.requiresReplace === true ? " replace" : "",
  ];
  const preset = options.default === undefined ? "" : ` = ${fc.stringify(options.default)}`;
  return `${name}: ${mode}${flags.join("")} ${printShape(shape)}${preset}`;
}

function printShape(shape: Shape): string {
  if (isNestedShape(shape)) {
    return `${shape.nesting} {${Object.entries(shape.attributes).map(printAttribute).join(", ")}}`;
  }
  return "kind" in shape ? "set" : shape._zod.def.type;
}

export type Values = Readonly<Record<string, unknown>>;

interface Contents {
  readonly shape: Shape;
  /** Never null. */
  readonly known: fc.Arbitrary<unknown>;
  /** Unknown inside or as a whole. */
  readonly partial: fc.Arbitrary<unknown>;
}

interface Members {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly known: fc.Arbitrary<Values>;
  readonly partial: fc.Arbitrary<Values>;
}

interface Surroundings {
  /** Terraform allows neither write-only nor dynamic attributes there. */
  readonly isInSet: boolean;
  /** The provider makes the surrounding object, so it cannot hold write-only attributes. */
  readonly isComputed: boolean;
}

const description = "Generated.";
const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom("", "é", "__proto__", "constructor"),
);
const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | typeof UNKNOWN> =>
  fc.oneof({ weight: 3, arbitrary: values }, { weight: 1, arbitrary: fc.constant(UNKNOWN) });

function leafContents(shape: Shape, known: fc.Arbitrary<unknown>, inside = known): Contents {
  return { shape, known, partial: maybe(inside) };
}

const plainLeaves: readonly Contents[] = [
  leafContents(z.string(), text),
  leafContents(z.enum(["a", "b"]), fc.constantFrom("a", "b")),
  leafContents(z.int(), fc.maxSafeInteger()),
  leafContents(
    exactNumber(),
    fc.oneof(numbers, fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })),
  ),
  leafContents(z.boolean(), fc.boolean()),
  leafContents(z.array(z.string()), fc.array(text), fc.array(maybe(text))),
  leafContents(setOf(z.string()), fc.array(text), fc.array(maybe(text))),
  leafContents(
    z.record(z.string(), z.int()),
    fc.dictionary(text, fc.integer()),
    fc.dictionary(text, maybe(fc.integer())),
  ),
  leafContents(
    z.tuple([z.string(), z.number()]),
    fc.tuple(text, numbers),
    fc.tuple(maybe(text), numbers),
  ),
  leafContents(
    z.object({ a: z.string(), b: z.nullable(z.boolean()) }),
    fc.record({ a: text, b: fc.option(fc.boolean()) }),
    fc.record({ a: maybe(text), b: fc.option(fc.boolean()) }),
  ),
];

const dynamicLeaf = leafContents(
  z.unknown(),
  fc.oneof(
    text.map((value) => dynamicValue("string", value)),
    fc.array(fc.integer()).map((value) => dynamicValue(["list", "number"], value)),
  ),
);

function contents(depth: number, around: Surroundings): fc.Arbitrary<Contents> {
  const leaves = fc.constantFrom(...plainLeaves, ...(around.isInSet ? [] : [dynamicLeaf]));
  if (depth === 0) return leaves;
  return fc.oneof(
    { weight: 3, arbitrary: leaves },
    { weight: 2, arbitrary: nestedContents(depth - 1, around) },
  );
}

function nestedContents(depth: number, around: Surroundings): fc.Arbitrary<Contents> {
  const many = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
    fc.array(values, { maxLength: 3 });
  const byKey = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
    fc.dictionary(text, values, { maxKeys: 3 });
  return fc.constantFrom("single", "list", "set", "map").chain((nesting) =>
    members(depth, { ...around, isInSet: around.isInSet || nesting === "set" }).map(
      ({ attributes, known, partial }): Contents => {
        switch (nesting) {
          case "single":
            return { shape: nested(attributes), known, partial: maybe(partial) };
          case "list":
            return {
              shape: nestedList(attributes),
              known: many(known),
              partial: maybe(many(partial)),
            };
          case "set":
            return {
              shape: nestedSet(attributes),
              known: many(known),
              partial: maybe(many(partial)),
            };
          default:
            return {
              shape: nestedMap(attributes),
              known: byKey(known),
              partial: maybe(byKey(partial)),
            };
        }
      },
    ),
  );
}

interface Member {
  readonly attribute: Attribute;
  readonly known: fc.Arbitrary<unknown>;
  readonly partial: fc.Arbitrary<unknown>;
}

function members(depth: number, around: Surroundings): fc.Arbitrary<Members> {
  return fc
    .array(member(depth, around), { minLength: 1, maxLength: depth === 2 ? 6 : 3 })
    .map((all) => {
      const named = Object.fromEntries(all.map((each, index) => [`a${index}`, each]));
      return {
        attributes: mapValues(named, (each) => each.attribute),
        known: fc.record(mapValues(named, (each) => each.known)),
        partial: fc.record(mapValues(named, (each) => each.partial)),
      };
    });
}

function member(depth: number, around: Surroundings): fc.Arbitrary<Member> {
  return fc
    .constantFrom(...(around.isInSet ? MODES_IN_SETS : MODES))
    .chain((mode) => {
      const isComputed = around.isComputed || mode === "computed" || mode === "optionalComputed";
      const inside = contents(depth, { ...around, isComputed });
      return fc.tuple(inside, fc.constant(mode), fc.boolean(), fc.boolean());
    })
    .chain(([inside, mode, requiresReplace, keep]): fc.Arbitrary<Member> => {
      const { shape, known, partial } = inside;
      const options = { description, requiresReplace };
      const orNull = { known: fc.option(known), partial: fc.option(partial) };
      switch (mode) {
        case "required":
          return fc.constant({ attribute: required(shape, options), known, partial });
        case "computed":
          return fc.constant({
            attribute: computed(shape, { description, keep }),
            known: fc.constant(null),
            partial: fc.constant(null),
          });
        case "optionalComputed":
          return fc.constant({
            attribute: optionalComputed(shape, { ...options, keep }),
            ...orNull,
          });
        case "defaulted":
          return isNestedShape(shape)
            ? fc.constant({ attribute: optional(shape, options), ...orNull })
            : known.map((value) => ({
                attribute: optional(shape, { ...options, default: value }),
                ...orNull,
              }));
        case "writeOnly":
          return fc.constant({
            attribute:
              around.isInSet || around.isComputed || "kind" in shape
                ? optional(shape, options)
                : writeOnly(shape, { description }),
            ...orNull,
          });
        case "block":
          return fc.constant({
            attribute:
              depth === 2 && isNestedShape(shape) && shape.nesting === "single"
                ? block(shape.attributes, { description })
                : optional(shape, options),
            ...orNull,
          });
        default:
          return fc.constant({ attribute: optional(shape, options), ...orNull });
      }
    });
}

const MODES = [
  "required",
  "optional",
  "defaulted",
  "computed",
  "optionalComputed",
  "writeOnly",
  "block",
] as const;

/** Terraform cannot tell elements with computed members apart reliably: core itself guesses. */
const MODES_IN_SETS = ["required", "optional", "defaulted"] as const;

function isNestedShape(shape: Shape): shape is Extract<Shape, { kind: "nested" }> {
  return "kind" in shape && shape.kind === "nested";
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  change: (value: In) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, each]) => [name, change(each)]));
}
