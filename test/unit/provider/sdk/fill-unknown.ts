import type { CompiledAttribute } from "../../../../provider/sdk/schema/compiled-schema";
import { elementType } from "../../../../provider/sdk/values/equal";
import type { TerraformType } from "../../../../provider/sdk/values/terraform-type";
import {
  dynamicValue,
  isTerraformList,
  isTerraformObject,
  terraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../../../../provider/sdk/values/terraform-value";
import { isUnknown } from "../../../../provider/sdk/values/unknown";

/** Puts a fixed value of the right type in the place of every unknown. */
export function fillUnknown(type: TerraformType, value: TerraformValue): TerraformValue {
  if (isUnknown(value)) return sample(type);
  if (isTerraformList(value)) {
    return value.map((each, index) => fillUnknown(elementType(type, index), each));
  }
  if (!isTerraformObject(value)) return value;
  return terraformObject(
    Object.entries(value).map(([name, each]) => [name, fillUnknown(elementType(type, name), each)]),
  );
}

/** The same for a configuration, where nobody may set what is computed. */
export function fillConfig(
  attributes: readonly CompiledAttribute[],
  config: TerraformObject,
): TerraformObject {
  return terraformObject(
    attributes.map((attribute) => [
      attribute.name,
      attribute.mode === "computed" ? null : fillMember(attribute, config[attribute.name] ?? null),
    ]),
  );
}

function fillMember({ type, nested }: CompiledAttribute, value: TerraformValue): TerraformValue {
  if (nested === undefined) return fillUnknown(type, value);
  const inside = (each: TerraformValue): TerraformValue =>
    isTerraformObject(each) ? fillConfig(nested.attributes, each) : each;
  const known = fillUnknown(type, value);
  if (nested.nesting === "single") return inside(known);
  if (isTerraformList(known)) return known.map(inside);
  return isTerraformObject(known)
    ? terraformObject(Object.entries(known).map(([key, each]) => [key, inside(each)]))
    : known;
}

function sample(type: TerraformType): TerraformValue {
  if (type === "string") return "a";
  if (type === "number") return 7;
  if (type === "bool") return true;
  if (type === "dynamic") return dynamicValue("string", "filled");
  switch (type[0]) {
    case "tuple":
      return type[1].map(sample);
    case "object":
      return terraformObject(Object.entries(type[1]).map(([name, each]) => [name, sample(each)]));
    case "map":
      return terraformObject([["key", sample(type[1])]]);
    default:
      return [sample(type[1])];
  }
}
