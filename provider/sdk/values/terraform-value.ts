import type { TerraformType } from "./terraform-type";
import { isUnknown, type Unknown } from "./unknown";

/**
 * A value of the Terraform language. Lists, sets and tuples are arrays, maps and objects are {@link TerraformObject}s.
 * A number is a `number` where a double holds it exactly, else a `bigint` (whole) or a {@link Decimal} (fraction).
 */
export type TerraformValue =
  | null
  | Unknown
  | string
  | boolean
  | number
  | bigint
  | Decimal
  | DynamicValue
  | readonly TerraformValue[]
  | TerraformObject;

/** Members by name, without a prototype, so that a key such as `__proto__` is a key like any other. */
export interface TerraformObject {
  readonly [name: string]: TerraformValue;
}

const DECIMAL: unique symbol = Symbol.for("terraform-sdk.decimal") as never;
const DYNAMIC: unique symbol = Symbol.for("terraform-sdk.dynamic") as never;

/** A number kept as its decimal text, because neither a double nor a bigint holds it exactly. */
export interface Decimal {
  readonly [DECIMAL]: true;
  readonly decimal: string;
}

/** A value of a `dynamic` attribute together with the type that it has this time. */
export interface DynamicValue {
  readonly [DYNAMIC]: true;
  readonly type: TerraformType;
  readonly value: TerraformValue;
}

/** Wraps decimal text (`"0.12345678901234567890"`, `"1e400"`) as a number that is passed on digit by digit. */
export function decimal(text: string): Decimal {
  return Object.freeze({ [DECIMAL]: true as const, decimal: text });
}

/** Tells whether a value is a {@link Decimal}. */
export function isDecimal(value: unknown): value is Decimal {
  return typeof value === "object" && value !== null && DECIMAL in value;
}

/** Pairs a value with its type, for an attribute of type `dynamic`. */
export function dynamicValue(type: TerraformType, value: TerraformValue): DynamicValue {
  return Object.freeze({ [DYNAMIC]: true as const, type, value });
}

/** Tells whether a value is a {@link DynamicValue}. */
export function isDynamicValue(value: unknown): value is DynamicValue {
  return typeof value === "object" && value !== null && DYNAMIC in value;
}

/** Tells whether a value is an array: a list, a set or a tuple. */
export function isTerraformList(value: TerraformValue): value is readonly TerraformValue[] {
  return Array.isArray(value);
}

/** Tells whether a value is a map or an object: neither null, nor an array, nor one of the branded values. */
export function isTerraformObject(value: TerraformValue): value is TerraformObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !isUnknown(value) &&
    !isDecimal(value) &&
    !isDynamicValue(value)
  );
}

/** Builds a {@link TerraformObject} (no prototype) from entries. A later entry of the same name wins. */
export function terraformObject(
  entries: Iterable<readonly [string, TerraformValue]>,
): TerraformObject {
  const object = Object.create(null) as Record<string, TerraformValue>;
  for (const [name, value] of entries) object[name] = value;
  return object;
}
