import type { AttributePath } from "./attribute-path";
import { elementType, fingerprint } from "./equal";
import { holdsUnknown } from "./holds-unknown";
import { isTerraformNumber } from "./number-text";
import { formatType, type TerraformType } from "./terraform-type";
import {
  dynamicValue,
  isDecimal,
  isDynamicValue,
  terraformObject,
  type TerraformObject,
  type TerraformValue,
} from "./terraform-value";
import { isUnknown } from "./unknown";

/** A place where a value does not fit its type. */
export interface Misfit {
  readonly path: AttributePath;
  /** Names types only, never the value. */
  readonly message: string;
  /** True for a member that the type does not have; it is left out of the value. */
  readonly isSurplus: boolean;
}

/** The value that fits, null wherever the given one did not, and the list of those places. */
export interface Conformed {
  readonly value: TerraformValue;
  readonly misfits: readonly Misfit[];
}

/**
 * Brings any JavaScript value into the form that a type asks for: missing members become null, strings are normalised
 * (NFC), sets lose repetitions, plain values of `dynamic` attributes get the type they show. Never throws.
 */
export function conform(type: TerraformType, value: unknown, path: AttributePath = []): Conformed {
  const misfits: Misfit[] = [];
  return { value: conformAt(type, value, path, misfits), misfits };
}

function conformAt(
  type: TerraformType,
  value: unknown,
  path: AttributePath,
  misfits: Misfit[],
): TerraformValue {
  if (value === null || value === undefined) return null;
  if (isUnknown(value)) return value;
  if (typeof type === "string") {
    if (type === "dynamic") return conformDynamic(value, path, misfits);
    return isPrimitive(type, value) ? normalise(value) : misfit(type, value, path, misfits);
  }
  switch (type[0]) {
    case "list":
    case "set":
    case "tuple":
      return conformList(type, value, path, misfits);
    default:
      return conformMembers(type, value, path, misfits);
  }
}

function isPrimitive(type: "string" | "number" | "bool", value: unknown): value is TerraformValue {
  if (type === "string") return typeof value === "string";
  if (type === "bool") return typeof value === "boolean";
  return isTerraformNumber(value) && (typeof value !== "number" || Number.isFinite(value));
}

function normalise(value: TerraformValue): TerraformValue {
  if (typeof value === "string") return value.normalize("NFC");
  return value === 0 ? 0 : value;
}

function conformList(
  type: Extract<TerraformType, readonly unknown[]>,
  value: unknown,
  path: AttributePath,
  misfits: Misfit[],
): TerraformValue {
  const isWrongLength =
    type[0] === "tuple" && Array.isArray(value) && value.length !== type[1].length;
  if (!Array.isArray(value) || isWrongLength) return misfit(type, value, path, misfits);
  const isSet = type[0] === "set";
  const elements = value.map((element, index) =>
    conformAt(elementType(type, index), element, isSet ? path : [...path, index], misfits),
  );
  return isSet ? withoutRepetition(type, elements) : elements;
}

function withoutRepetition(
  type: TerraformType,
  elements: readonly TerraformValue[],
): TerraformValue {
  const byFingerprint = new Map<string, TerraformValue>();
  for (const [index, element] of elements.entries()) {
    const print = fingerprint(elementType(type, index), element);
    // Two unknown elements may turn out different: both stay.
    byFingerprint.set(holdsUnknown(element) ? `${index}${print}` : print, element);
  }
  return [...byFingerprint.values()];
}

function conformMembers(
  type: Extract<TerraformType, readonly unknown[]>,
  value: unknown,
  path: AttributePath,
  misfits: Misfit[],
): TerraformValue {
  if (!isRecord(value)) return misfit(type, value, path, misfits);
  if (type[0] !== "object") {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    return terraformObject(
      entries.map(([key, member]) => [
        key.normalize("NFC"),
        conformAt(elementType(type, key), member, [...path, { key }], misfits),
      ]),
    );
  }
  reportUnexpected(Object.keys(type[1]), value, path, misfits);
  return conformObject(type[1], value, path, misfits);
}

function conformObject(
  members: Readonly<Record<string, TerraformType>>,
  value: Readonly<Record<string, unknown>>,
  path: AttributePath,
  misfits: Misfit[],
): TerraformObject {
  return terraformObject(
    Object.entries(members).map(([name, member]) => {
      const given = Object.hasOwn(value, name) ? value[name] : null;
      return [name, conformAt(member, given, [...path, name], misfits)];
    }),
  );
}

function reportUnexpected(
  names: readonly string[],
  value: Readonly<Record<string, unknown>>,
  path: AttributePath,
  misfits: Misfit[],
): void {
  for (const name of Object.keys(value)) {
    if (names.includes(name)) continue;
    misfits.push({ path: [...path, name], message: "is not in the schema", isSurplus: true });
  }
}

function conformDynamic(value: unknown, path: AttributePath, misfits: Misfit[]): TerraformValue {
  const type = isDynamicValue(value) ? value.type : apparentType(value);
  const inner = isDynamicValue(value) ? value.value : value;
  return dynamicValue(type, conformAt(type, inner, path, misfits));
}

function apparentType(value: unknown): TerraformType {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (Array.isArray(value)) return ["tuple", value.map(apparentType)];
  if (isRecord(value)) {
    return [
      "object",
      Object.fromEntries(Object.entries(value).map(([name, each]) => [name, apparentType(each)])),
    ];
  }
  return isTerraformNumber(value) ? "number" : "dynamic";
}

function misfit(type: TerraformType, value: unknown, path: AttributePath, misfits: Misfit[]): null {
  misfits.push({
    path,
    message: `must be ${formatType(type)}, not ${describe(value)}`,
    isSurplus: false,
  });
  return null;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "number") return Number.isFinite(value) ? "a number" : String(value);
  return isRecord(value) ? "an object" : `a ${typeof value}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !isUnknown(value) &&
    !isDecimal(value) &&
    !isDynamicValue(value)
  );
}
