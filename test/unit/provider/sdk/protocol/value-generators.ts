import * as fc from "fast-check";
import type { TerraformType } from "../../../../../provider/sdk/values/terraform-type";
import {
  decimal,
  dynamicValue,
  terraformObject,
  type TerraformValue,
} from "../../../../../provider/sdk/values/terraform-value";
import { UNKNOWN } from "../../../../../provider/sdk/values/unknown";

/** A type together with a value of it. */
export interface TypedValue {
  readonly type: TerraformType;
  readonly value: TerraformValue;
}

const NAMES = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "a", "zażółć"),
  fc.string({ minLength: 1, maxLength: 40 }),
);

/** Types of some depth. Sets hold no dynamic, as in Terraform. */
export const anyType: fc.Arbitrary<TerraformType> = fc.letrec<{ type: TerraformType }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<TerraformType>("string", "number", "bool", "dynamic"),
    fc.tuple(fc.constantFrom("list" as const, "map" as const), tie("type")),
    fc.tuple(fc.constant("set" as const), fc.constantFrom<TerraformType>("string", "number")),
    fc.tuple(fc.constant("tuple" as const), fc.array(tie("type"), { maxLength: 4 })),
    fc.tuple(
      fc.constant("object" as const),
      fc
        .uniqueArray(fc.tuple(NAMES, tie("type")), { maxLength: 4, selector: ([name]) => name })
        .map((entries) => nullPrototype(entries)),
    ),
  ),
})).type;

/** A type and a value of it, with nulls and unknowns anywhere. */
export const typedValue: fc.Arbitrary<TypedValue> = anyType.chain((type) =>
  valueOf(type).map((value) => ({ type, value })),
);

/** Numbers of every kind that Terraform has, in their one exact form. */
export const exactNumber: fc.Arbitrary<TerraformValue> = fc.oneof(
  fc.maxSafeInteger(),
  fc.constantFrom(0.1, -2.5, 1e-7, 5e-324, 0),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((each) => !Number.isInteger(each)),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }),
  fc.bigInt({ min: -(2n ** 70n), max: -(2n ** 53n) }),
  fc.constant(decimal("0.1234567890123456789012345678901")),
);

function valueOf(type: TerraformType): fc.Arbitrary<TerraformValue> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<TerraformValue>(null, UNKNOWN) },
    { weight: 8, arbitrary: knownValueOf(type) },
  );
}

function knownValueOf(type: TerraformType): fc.Arbitrary<TerraformValue> {
  if (type === "string") return fc.string({ unit: "grapheme" });
  if (type === "bool") return fc.boolean();
  if (type === "number") return exactNumber;
  if (type === "dynamic") {
    return fc
      .constantFrom<TerraformType>("string", "number", ["list", "bool"])
      .chain((inner) => valueOf(inner).map((value) => dynamicValue(inner, value)));
  }
  switch (type[0]) {
    case "object":
      return fc
        .tuple(...Object.values(type[1]).map(valueOf))
        .map((values) =>
          terraformObject(
            Object.keys(type[1]).map((name, index) => [name, values[index] ?? null] as const),
          ),
        );
    case "map":
      return fc.array(fc.tuple(NAMES, valueOf(type[1])), { maxLength: 4 }).map(terraformObject);
    case "tuple":
      return fc.tuple(...type[1].map(valueOf));
    default:
      return fc.array(valueOf(type[1]), { maxLength: 20 });
  }
}

function nullPrototype<Value>(
  entries: readonly (readonly [string, Value])[],
): Record<string, Value> {
  const object = Object.create(null) as Record<string, Value>;
  for (const [name, value] of entries) object[name] = value;
  return object;
}
