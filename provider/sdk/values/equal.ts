import { canonicalNumber, isTerraformNumber } from "./number-text";
import type { TerraformType } from "./terraform-type";
import {
  isDynamicValue,
  isTerraformList,
  isTerraformObject,
  type TerraformObject,
  type TerraformValue,
} from "./terraform-value";
import { isUnknown } from "./unknown";

/**
 * Tells whether two values of one type are the same value for Terraform: numbers by their decimal text, strings after
 * Unicode normalisation (NFC), sets without regard to order and repetition. Unknown equals unknown.
 */
export function isEqual(type: TerraformType, left: TerraformValue, right: TerraformValue): boolean {
  if (left === right) return true;
  if (typeof type !== "string" && type[0] !== "set") {
    if (isTerraformList(left) && isTerraformList(right)) return isEqualList(type, left, right);
    if (isTerraformObject(left) && isTerraformObject(right))
      return isEqualObject(type, left, right);
  }
  return fingerprint(type, left) === fingerprint(type, right);
}

function isEqualList(
  type: TerraformType,
  left: readonly TerraformValue[],
  right: readonly TerraformValue[],
): boolean {
  return (
    left.length === right.length &&
    left.every((element, index) => isEqual(elementType(type, index), element, right[index] ?? null))
  );
}

function isEqualObject(
  type: TerraformType,
  left: TerraformObject,
  right: TerraformObject,
): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every(
      (name) =>
        name in right && isEqual(elementType(type, name), left[name] ?? null, right[name] ?? null),
    )
  );
}

/** Text that two values of one type share exactly if they are equal. Not for display: it shows secrets. */
export function fingerprint(type: TerraformType, value: TerraformValue): string {
  if (value === null) return "null";
  if (isUnknown(value)) return "?";
  if (typeof value === "string") return JSON.stringify(value.normalize("NFC"));
  if (typeof value === "boolean") return String(value);
  if (isTerraformNumber(value)) return canonicalNumber(value);
  if (isDynamicValue(value)) {
    return `<${JSON.stringify(value.type)}>${fingerprint(value.type, value.value)}`;
  }
  if (isTerraformList(value)) return listFingerprint(type, value);
  return isTerraformObject(value) ? objectFingerprint(type, value) : "never";
}

function listFingerprint(type: TerraformType, list: readonly TerraformValue[]): string {
  const elements = list.map((element, index) => fingerprint(elementType(type, index), element));
  const ordered = type[0] === "set" ? [...new Set(elements)].sort() : elements;
  return `[${ordered.join(",")}]`;
}

function objectFingerprint(type: TerraformType, object: TerraformObject): string {
  const members = Object.keys(object)
    .sort()
    .map((name) => {
      const member = object[name] ?? null;
      return `${JSON.stringify(name)}:${fingerprint(elementType(type, name), member)}`;
    });
  return `{${members.join(",")}}`;
}

/** The type of one element of a value of the given type: by index in a tuple, by name in an object. */
export function elementType(type: TerraformType, step: string | number): TerraformType {
  if (typeof type === "string") return "dynamic";
  switch (type[0]) {
    case "tuple":
      return type[1][Number(step)] ?? "dynamic";
    case "object":
      return Object.hasOwn(type[1], step) ? (type[1][step] ?? "dynamic") : "dynamic";
    default:
      return type[1];
  }
}
