import { ruledAttributes, type RuledAttribute } from "../planning/violation";
import type { SchemaBlock } from "../schema/schema-description";
import { isEqual } from "../values/equal";
import {
  isTerraformList,
  isTerraformObject,
  terraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../values/terraform-value";
import { isUnknown } from "../values/unknown";

/**
 * What core proposes as the new state before it asks the provider to plan: the configuration, and the prior value of
 * whatever is computed and not configured. Nested objects are matched by index, by key, or, in sets, by their
 * configured members.
 */
export function proposedNewState(
  block: SchemaBlock,
  prior: TerraformObject | null,
  config: TerraformObject,
): TerraformObject {
  return proposeMembers(ruledAttributes(block), prior, config);
}

function proposeMembers(
  attributes: readonly RuledAttribute[],
  prior: TerraformObject | null,
  config: TerraformObject,
): TerraformObject {
  return terraformObject(
    attributes.map((attribute) => [
      attribute.name,
      propose(attribute, prior?.[attribute.name] ?? null, config[attribute.name] ?? null),
    ]),
  );
}

function propose(
  attribute: RuledAttribute,
  prior: TerraformValue,
  config: TerraformValue,
): TerraformValue {
  if (attribute.isWriteOnly) return null;
  if (config === null && attribute.isComputed)
    return wasConfigured(attribute, prior) ? null : prior;
  if (attribute.nesting === undefined || config === null || isUnknown(config)) return config;
  return proposeNested(attribute, prior, config);
}

/** A nested object that holds something only a configuration can have set has been removed from the configuration. */
function wasConfigured(
  { nesting, members, isOptional }: RuledAttribute,
  prior: TerraformValue,
): boolean {
  if (nesting === undefined || !isOptional || prior === null) return false;
  return objectsOf(nesting, prior).some((object) =>
    members.some((member) => {
      const value = object[member.name] ?? null;
      return value !== null && (!member.isComputed || wasConfigured(member, value));
    }),
  );
}

function proposeNested(
  attribute: RuledAttribute,
  prior: TerraformValue,
  config: TerraformValue,
): TerraformValue {
  const { members, nesting } = attribute;
  const element = (before: TerraformValue, wanted: TerraformValue): TerraformValue =>
    isTerraformObject(wanted)
      ? proposeMembers(members, isTerraformObject(before) ? before : null, wanted)
      : wanted;
  if (nesting === "single") return element(prior, config);
  if (nesting === "map" && isTerraformObject(config)) {
    const before = isTerraformObject(prior) ? prior : {};
    return terraformObject(
      Object.entries(config).map(([key, each]) => [key, element(before[key] ?? null, each)]),
    );
  }
  if (!isTerraformList(config)) return config;
  const before = isTerraformList(prior) ? prior : [];
  if (nesting === "list") return config.map((each, index) => element(before[index] ?? null, each));
  const left = [...before];
  return config.map((each) => element(takeMatch(members, left, each), each));
}

function takeMatch(
  members: readonly RuledAttribute[],
  left: TerraformValue[],
  wanted: TerraformValue,
): TerraformValue {
  const index = left.findIndex(
    (each) =>
      isTerraformObject(each) && isTerraformObject(wanted) && isMatch(members, each, wanted),
  );
  return index < 0 ? null : (left.splice(index, 1)[0] ?? null);
}

/** Tells whether a prior set element may be the one that is configured: what is not computed is equal. */
function isMatch(
  members: readonly RuledAttribute[],
  prior: TerraformObject,
  config: TerraformObject,
): boolean {
  return members.every((member) =>
    isMemberMatch(member, prior[member.name] ?? null, config[member.name] ?? null),
  );
}

function isMemberMatch(
  member: RuledAttribute,
  prior: TerraformValue,
  config: TerraformValue,
): boolean {
  if (config === null && member.isComputed) return true;
  const { members, nesting, type } = member;
  if (nesting === "single" && isTerraformObject(prior) && isTerraformObject(config)) {
    return isMatch(members, prior, config);
  }
  if (nesting === "list" && isTerraformList(prior) && isTerraformList(config)) {
    return prior.length === config.length && pairs(prior, config).every(isPairMatch(members));
  }
  if (nesting === "map" && isTerraformObject(prior) && isTerraformObject(config)) {
    const keys = Object.keys(config);
    const values = keys.map((key) => prior[key] ?? null);
    return (
      keys.length === Object.keys(prior).length &&
      pairs(values, Object.values(config)).every(isPairMatch(members))
    );
  }
  return isEqual(type, prior, config);
}

type Pair = readonly [TerraformValue, TerraformValue];

function pairs(left: readonly TerraformValue[], right: readonly TerraformValue[]): readonly Pair[] {
  return left.map((each, index) => [each, right[index] ?? null]);
}

function isPairMatch(members: readonly RuledAttribute[]): (pair: Pair) => boolean {
  return ([prior, config]) =>
    isTerraformObject(prior) && isTerraformObject(config) && isMatch(members, prior, config);
}

function objectsOf(
  nesting: NonNullable<RuledAttribute["nesting"]>,
  value: TerraformValue,
): readonly TerraformObject[] {
  if (isTerraformList(value)) return value.filter(isTerraformObject);
  if (!isTerraformObject(value)) return [];
  return nesting === "map" ? Object.values(value).filter(isTerraformObject) : [value];
}
