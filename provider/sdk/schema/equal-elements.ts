import { fingerprint } from "../values/equal";
import { holdsUnknown } from "../values/holds-unknown";
import {
  isTerraformList,
  isTerraformObject,
  terraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../values/terraform-value";
import type { CompiledAttribute, CompiledNesting } from "./compiled-schema";

/**
 * Tells whether a configured nested set has elements that differ as written but not once defaults are filled in. The
 * set would shrink in the plan, which Terraform takes for a mistake of the provider.
 */
export function hasElementsEqualByDefault(
  { type, nested }: CompiledAttribute,
  value: TerraformValue,
): boolean {
  if (nested?.nesting !== "set" || typeof type === "string" || !isTerraformList(value))
    return false;
  const known = value.filter((each) => !holdsUnknown(each)).filter(isTerraformObject);
  const element = type[0] === "set" ? type[1] : "dynamic";
  const prints = known.map((each) => fingerprint(element, withDefaults(nested.attributes, each)));
  return new Set(prints).size < prints.length;
}

function withDefaults(
  attributes: readonly CompiledAttribute[],
  object: TerraformObject,
): TerraformObject {
  return terraformObject(
    attributes.map(({ name, nested, mode, defaultValue }) => {
      const value = object[name] ?? null;
      if (value === null) return [name, mode === "defaulted" ? defaultValue : null];
      return [name, nested === undefined ? value : nestedWithDefaults(nested, value)];
    }),
  );
}

function nestedWithDefaults(nested: CompiledNesting, value: TerraformValue): TerraformValue {
  const fill = (each: TerraformValue): TerraformValue =>
    isTerraformObject(each) ? withDefaults(nested.attributes, each) : each;
  if (nested.nesting === "single") return fill(value);
  if (isTerraformList(value)) return value.map(fill);
  if (!isTerraformObject(value)) return value;
  return terraformObject(Object.entries(value).map(([key, each]) => [key, fill(each)]));
}
