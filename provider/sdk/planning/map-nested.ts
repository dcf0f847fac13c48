import type { Nesting } from "../schema/schema-description";
import { fingerprint } from "../values/equal";
import {
  isTerraformList,
  isTerraformObject,
  terraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../values/terraform-value";

/** The configured and the prior value that stand at the same place as a planned one; null where there is none. */
export interface Counterparts<Value> {
  readonly config: Value;
  readonly prior: Value;
}

/** Makes a new object out of one and its counterparts. */
export type ChangeObject = (
  object: TerraformObject,
  counterparts: Counterparts<TerraformObject | null>,
) => TerraformObject;

/**
 * Rebuilds the planned value of a nested attribute object by object. Objects correspond by index in a list, by key in
 * a map; in a set, the configured object is the one that the planned one fills in, the prior object the one that fills in
 * the planned one.
 */
export function mapNested(
  nesting: Nesting,
  planned: TerraformValue,
  { config, prior }: Counterparts<TerraformValue>,
  change: ChangeObject,
): TerraformValue {
  if (nesting === "single") {
    const counterparts = { config: objectOrNull(config), prior: objectOrNull(prior) };
    return isTerraformObject(planned) ? change(planned, counterparts) : planned;
  }
  const changeAt = (element: TerraformValue, step: number | string): TerraformValue => {
    if (!isTerraformObject(element)) return element;
    return change(
      element,
      nesting === "set"
        ? {
            config: heaviest(elements(config).filter((each) => isFilledIn(each, element))),
            prior: heaviest(
              elements(prior).filter((each) => isFilledIn(element, each)),
              -1,
            ),
          }
        : { config: elementAt(config, step), prior: elementAt(prior, step) },
    );
  };
  if (isTerraformList(planned)) return planned.map(changeAt);
  if (!isTerraformObject(planned)) return planned;
  return terraformObject(Object.entries(planned).map(([key, each]) => [key, changeAt(each, key)]));
}

function elementAt(value: TerraformValue, step: number | string): TerraformObject | null {
  if (isTerraformList(value)) return objectOrNull(value[Number(step)] ?? null);
  return isTerraformObject(value) ? objectOrNull(value[step] ?? null) : null;
}

function elements(set: TerraformValue): readonly TerraformObject[] {
  return isTerraformList(set) ? set.filter(isTerraformObject) : [];
}

/** Of several matches the closest: the configured object that says most, the prior one that adds least (sign -1). */
function heaviest(matches: readonly TerraformObject[], sign: 1 | -1 = 1): TerraformObject | null {
  return matches.reduce<TerraformObject | null>(
    (best, each) => (best === null || sign * (weight(each) - weight(best)) > 0 ? each : best),
    null,
  );
}

/** How much a value says: the number of its parts that are not null. */
function weight(value: TerraformValue): number {
  const parts = isTerraformObject(value)
    ? Object.values(value)
    : isTerraformList(value)
      ? value
      : [];
  return (value === null ? 0 : 1) + parts.reduce<number>((sum, each) => sum + weight(each), 0);
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
