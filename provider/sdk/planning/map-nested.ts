import type { Nesting } from "../schema/schema-description";
import { fingerprint } from "../values/equal";
import {
  isTerraformList,
  isTerraformObject,
  terraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../values/terraform-value";

/** Makes a new object out of one, knowing the objects that stand at the same place of other values (null: none). */
export type ChangeObject = (
  object: TerraformObject,
  counterparts: readonly (TerraformObject | null)[],
) => TerraformObject;

/**
 * Rebuilds the value of a nested attribute object by object. Objects correspond by index in a list, by key in a map;
 * in a set an object corresponds to the first one whose non-null members are all equal to its own.
 */
export function mapNested(
  nesting: Nesting,
  value: TerraformValue,
  others: readonly TerraformValue[],
  change: ChangeObject,
): TerraformValue {
  if (nesting === "single") {
    return isTerraformObject(value) ? change(value, others.map(objectOrNull)) : value;
  }
  const changeAt = (element: TerraformValue, step: number | string): TerraformValue =>
    isTerraformObject(element)
      ? change(
          element,
          others.map((other) => counterpart(nesting, other, step, element)),
        )
      : element;
  if (isTerraformList(value)) return value.map(changeAt);
  if (!isTerraformObject(value)) return value;
  return terraformObject(Object.entries(value).map(([key, each]) => [key, changeAt(each, key)]));
}

function counterpart(
  nesting: Nesting,
  other: TerraformValue,
  step: number | string,
  element: TerraformObject,
): TerraformObject | null {
  if (isTerraformList(other)) {
    if (nesting !== "set") return objectOrNull(other[Number(step)] ?? null);
    return objectOrNull(other.find((each) => isFilledIn(each, element)) ?? null);
  }
  return isTerraformObject(other) ? objectOrNull(other[step] ?? null) : null;
}

/** Tells whether `full` is `sparse` with some of its nulls filled in. */
function isFilledIn(sparse: TerraformValue, full: TerraformValue): boolean {
  if (sparse === null) return true;
  if (isTerraformObject(sparse) && isTerraformObject(full)) {
    return Object.entries(sparse).every(([name, each]) => isFilledIn(each, full[name] ?? null));
  }
  if (isTerraformList(sparse) && isTerraformList(full)) {
    return (
      sparse.length === full.length &&
      sparse.every((each, index) => isFilledIn(each, full[index] ?? null))
    );
  }
  return fingerprint("dynamic", sparse) === fingerprint("dynamic", full);
}

function objectOrNull(value: TerraformValue): TerraformObject | null {
  return isTerraformObject(value) ? value : null;
}
