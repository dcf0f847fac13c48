/**
 * A value as a Go template sees it. `undefined` is "no value" (a missing key), `null` a nil interface,
 * `number` a float64; what JavaScript cannot tell apart (int and int64, []string and
 * []interface {}) is a record that carries its Go type.
 */
export type Value =
  undefined | null | string | boolean | number | GoInteger | GoList | GoMap | GoObject;

/** The integer types that templates meet. */
export type IntegerType = "int" | "int64" | "uint8" | "uint64";

/** A Go integer of a given type; arithmetic on it wraps at 64 bits. */
export interface GoInteger {
  readonly go: "integer";
  readonly type: IntegerType;
  readonly value: bigint;
}

/** The element types of the lists and maps that templates meet. */
export type ElementType = "interface {}" | "string" | "int" | "[]interface {}";

/** A Go slice; `isNil` tells a nil slice from an empty one (JSON and comparisons can see it). */
export interface GoList {
  readonly go: "list";
  readonly element: ElementType;
  readonly items: Value[];
  readonly isNil: boolean;
}

/** A Go map with string keys; shared and changed in place like Go's. */
export interface GoMap {
  readonly go: "map";
  readonly element: "interface {}" | "string";
  readonly entries: Map<string, Value>;
  readonly isNil: boolean;
}

/** A Go value with methods and a text form, such as a semantic version. */
export interface GoObject {
  readonly go: "object";
  readonly type: string;
  readonly text: string;
  method(name: string): GoMethod | undefined;
}

/** A method: how many arguments it wants, and what it answers. */
export interface GoMethod {
  readonly arity: number;
  readonly call: (args: readonly Value[]) => Value;
}

/** An `int`, wrapped to 64 bits. */
export function int(value: number | bigint): GoInteger {
  return { go: "integer", type: "int", value: BigInt.asIntN(64, BigInt(value)) };
}

/** An `int64`, wrapped to 64 bits. */
export function int64(value: number | bigint): GoInteger {
  return { go: "integer", type: "int64", value: BigInt.asIntN(64, BigInt(value)) };
}

/** A list, of `interface {}` unless another element type is given. */
export function list(items: Value[], element: ElementType = "interface {}"): GoList {
  return { go: "list", element, items, isNil: false };
}

/** A nil list: prints like an empty one, but is `null` in JSON. */
export function nilList(element: ElementType = "interface {}"): GoList {
  return { go: "list", element, items: [], isNil: true };
}

/** A map, of `interface {}` unless another element type is given. */
export function map(
  entries: Iterable<readonly [string, Value]> = [],
  element: GoMap["element"] = "interface {}",
): GoMap {
  return { go: "map", element, entries: new Map(entries), isNil: false };
}

/** A nil map: reads like an empty one, but cannot be set. */
export function nilMap(): GoMap {
  return { go: "map", element: "interface {}", entries: new Map(), isNil: true };
}

/** Tells whether a value is a Go integer. */
export function isInteger(value: Value): value is GoInteger {
  return isRecord(value) && value.go === "integer";
}

/** Tells whether a value is a Go slice. */
export function isList(value: Value): value is GoList {
  return isRecord(value) && value.go === "list";
}

/** Tells whether a value is a Go map. */
export function isMap(value: Value): value is GoMap {
  return isRecord(value) && value.go === "map";
}

/** Tells whether a value is a Go value with methods. */
export function isObject(value: Value): value is GoObject {
  return isRecord(value) && value.go === "object";
}

function isRecord(value: Value): value is GoInteger | GoList | GoMap | GoObject {
  return typeof value === "object" && value !== null;
}

/** The name Go gives the value's type (`map[string]interface {}`); `<nil>` without a value. */
export function typeName(value: Value): string {
  if (value === undefined || value === null) return "<nil>";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "float64";
  if (value.go === "list") return `[]${value.element}`;
  if (value.go === "map") return `map[string]${value.element}`;
  return value.type;
}

/** The name Go gives the value's kind (`slice`, `ptr`); `invalid` without a value. */
export function kindName(value: Value): string {
  if (value === undefined || value === null) return "invalid";
  if (isList(value)) return "slice";
  if (isMap(value)) return "map";
  if (isObject(value)) return "ptr";
  return typeName(value);
}

/** Go templates' idea of truth: neither zero, nor empty, nor nil. */
export function isTrue(value: Value): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value !== "object") return value !== 0 && value !== "" && value !== false;
  switch (value.go) {
    case "integer":
      return value.value !== 0n;
    case "list":
      return value.items.length > 0;
    case "map":
      return value.entries.size > 0;
    case "object":
      return true;
  }
}

/** Go's reflect.DeepEqual: the same types and, all the way down, the same content. */
export function deepEqual(left: Value, right: Value): boolean {
  if (typeName(left) !== typeName(right)) return false;
  if (isInteger(left) && isInteger(right)) return left.value === right.value;
  if (isList(left) && isList(right)) return equalLists(left, right);
  if (isMap(left) && isMap(right)) return equalMaps(left, right);
  if (isObject(left) && isObject(right)) return left.text === right.text;
  return left === right || (isNothing(left) && isNothing(right));
}

function equalLists(left: GoList, right: GoList): boolean {
  return (
    left.isNil === right.isNil &&
    left.items.length === right.items.length &&
    left.items.every((item, index) => deepEqual(item, right.items[index]))
  );
}

function equalMaps(left: GoMap, right: GoMap): boolean {
  return (
    left.isNil === right.isNil &&
    left.entries.size === right.entries.size &&
    [...left.entries].every(
      ([key, value]) => right.entries.has(key) && deepEqual(value, right.entries.get(key)),
    )
  );
}

/** Tells whether a value is nil or missing. */
export function isNothing(value: Value): value is undefined | null {
  return value === undefined || value === null;
}
