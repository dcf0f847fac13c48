import { compareText } from "../go-text";
import { fn, variadic, type TemplateFunction } from "../signature";
import { isInteger, isList, isMap, isNothing, isTrue, kindName, type Value } from "../values";

/** Go's comparisons: `eq` takes several candidates, the others two values of the same kind. */
export const comparisonFunctions: Readonly<Record<string, TemplateFunction>> = {
  eq: variadic(["any"], "any", equalsAny),
  ne: fn(["any", "any"], (left, right) => !equalsAny(left, right)),
  lt: fn(["any", "any"], isLess),
  le: fn(["any", "any"], isLessOrEqual),
  gt: fn(["any", "any"], (left, right) => !isLessOrEqual(left, right)),
  ge: fn(["any", "any"], (left, right) => !isLess(left, right)),
  not: fn(["any"], (value) => !isTrue(value)),
  and: { ...variadic(["any"], "any", () => null), stopsAt: false },
  or: { ...variadic(["any"], "any", () => null), stopsAt: true },
};

function equalsAny(value: Value, ...candidates: readonly Value[]): boolean {
  if (candidates.length === 0) throw new TypeError("there is nothing to compare with");
  return candidates.some((candidate) => equals(value, candidate));
}

function equals(left: Value, right: Value): boolean {
  const kinds = [basicKind(left), basicKind(right)];
  if (kinds[0] !== kinds[1]) {
    if (isNothing(left) || isNothing(right)) return false;
    throw new TypeError(`values of types ${kindName(left)} and ${kindName(right)} do not compare`);
  }
  if (isInteger(left) && isInteger(right)) return left.value === right.value;
  if (kinds[0] !== undefined) return left === right;
  return equalsComposite(left, right);
}

function equalsComposite(left: Value, right: Value): boolean {
  if (isNothing(left) || isNothing(right)) return isNil(left) === isNil(right);
  if (kindName(left) !== kindName(right) || isList(right) || isMap(right)) {
    throw new TypeError("lists and maps do not compare; use deepEqual");
  }
  return left === right;
}

function isNil(value: Value): boolean {
  return isNothing(value) || ((isList(value) || isMap(value)) && value.isNil);
}

type BasicKind = "bool" | "integer" | "float" | "string" | undefined;

function basicKind(value: Value): BasicKind {
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "float";
  if (typeof value === "string") return "string";
  return isInteger(value) ? "integer" : undefined;
}

function isLess(left: Value, right: Value): boolean {
  if (isInteger(left) && isInteger(right)) return left.value < right.value;
  if (typeof left === "number" && typeof right === "number") return left < right;
  if (typeof left === "string" && typeof right === "string") return compareText(left, right) < 0;
  const [first, second] = [kindName(left), kindName(right)];
  throw new TypeError(`values of types ${first} and ${second} have no order`);
}

function isLessOrEqual(left: Value, right: Value): boolean {
  return isLess(left, right) || equals(left, right);
}
