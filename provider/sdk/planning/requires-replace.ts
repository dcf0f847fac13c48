import type { CompiledAttribute, CompiledNesting } from "../schema/compiled-schema";
import type { AttributePath, PathStep } from "../values/attribute-path";
import { isEqual } from "../values/equal";
import {
  isTerraformList,
  isTerraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../values/terraform-value";
import { isUnknown } from "../values/unknown";

/**
 * The paths of all attributes declared as requiring replacement whose planned value is not the prior one. Inside a
 * set there are no paths, so there the whole set is named.
 */
export function replacedPaths(
  attributes: readonly CompiledAttribute[],
  prior: TerraformObject | null,
  planned: TerraformObject | null,
  path: AttributePath = [],
): readonly AttributePath[] {
  return attributes.flatMap((attribute) => {
    const before = prior?.[attribute.name] ?? null;
    const after = planned?.[attribute.name] ?? null;
    const here = [...path, attribute.name];
    if (isEqual(attribute.type, before, after)) return [];
    if (attribute.options.requiresReplace === true) return [here];
    return attribute.nested === undefined ? [] : nestedPaths(attribute.nested, before, after, here);
  });
}

function nestedPaths(
  { nesting, attributes }: CompiledNesting,
  before: TerraformValue,
  after: TerraformValue,
  path: AttributePath,
): readonly AttributePath[] {
  if (nesting === "set" || isUnknown(after)) return holdsReplacing(attributes) ? [path] : [];
  if (nesting === "single") {
    return replacedPaths(attributes, objectOrNull(before), objectOrNull(after), path);
  }
  return steps(before, after).flatMap(([step, left, right]) =>
    replacedPaths(attributes, objectOrNull(left), objectOrNull(right), [...path, step]),
  );
}

function steps(
  before: TerraformValue,
  after: TerraformValue,
): readonly (readonly [PathStep, TerraformValue, TerraformValue])[] {
  if (isTerraformList(before) || isTerraformList(after)) {
    const left = isTerraformList(before) ? before : [];
    const right = isTerraformList(after) ? after : [];
    const longer = left.length > right.length ? left : right;
    return longer.map((_, index) => [index, left[index] ?? null, right[index] ?? null]);
  }
  const left = objectOrNull(before) ?? {};
  const right = objectOrNull(after) ?? {};
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].map((key) => [{ key }, left[key] ?? null, right[key] ?? null]);
}

function holdsReplacing(attributes: readonly CompiledAttribute[]): boolean {
  return attributes.some(
    ({ options, nested }) =>
      options.requiresReplace === true || holdsReplacing(nested?.attributes ?? []),
  );
}

function objectOrNull(value: TerraformValue): TerraformObject | null {
  return isTerraformObject(value) ? value : null;
}
