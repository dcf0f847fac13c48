import type { AttributePath } from "../values/attribute-path";
import type { TerraformType } from "../values/terraform-type";
import { isTerraformNumber, numberToText } from "../values/number-text";
import { isTerraformList, isTerraformObject, type TerraformValue } from "../values/terraform-value";
import { isUnknown } from "../values/unknown";
import type { SchemaAttribute, SchemaBlock } from "../schema/schema-description";
import { attributeType, blockType } from "../schema/block-type";

/** A rule of Terraform core that an answer of the provider breaks. */
export interface Violation {
  readonly path: AttributePath;
  /** What is wrong, as the rest of a sentence about the value at the path. Shows no sensitive value. */
  readonly problem: string;
}

/** An attribute or nested block under one roof, as the rules of core see it. */
export interface RuledAttribute {
  readonly name: string;
  readonly type: TerraformType;
  readonly nesting?: "single" | "list" | "set" | "map";
  readonly members: readonly RuledAttribute[];
  readonly isBlock: boolean;
  readonly isOptional: boolean;
  readonly isComputed: boolean;
  readonly isWriteOnly: boolean;
  readonly isSensitive: boolean;
}

/** The attributes and nested blocks of a block, in the form that rules walk over. */
export function ruledAttributes(block: SchemaBlock): readonly RuledAttribute[] {
  return [
    ...block.attributes.map((each) => ruledAttribute(each, false)),
    ...block.blockTypes.map((each): RuledAttribute => {
      const inner = blockType(each.block);
      return {
        name: each.name,
        type: each.nesting === "single" ? inner : [each.nesting, inner],
        nesting: each.nesting,
        members: ruledAttributes(each.block),
        isBlock: true,
        isOptional: true,
        isComputed: false,
        isWriteOnly: false,
        isSensitive: false,
      };
    }),
  ];
}

function ruledAttribute(attribute: SchemaAttribute, isInSensitive: boolean): RuledAttribute {
  const isSensitive = isInSensitive || attribute.sensitive === true || attribute.writeOnly === true;
  const { nestedType } = attribute;
  return {
    name: attribute.name,
    type: attributeType(attribute),
    ...(nestedType === undefined ? {} : { nesting: nestedType.nesting }),
    members: nestedType?.attributes.map((each) => ruledAttribute(each, isSensitive)) ?? [],
    isBlock: false,
    isOptional: attribute.optional === true,
    isComputed: attribute.computed === true,
    isWriteOnly: attribute.writeOnly === true,
    isSensitive,
  };
}

/** A short text for a value; `(sensitive value)` where it must not be seen. */
export function showValue(value: TerraformValue, isSensitive: boolean): string {
  if (isSensitive) return "(sensitive value)";
  if (value === null) return "null";
  if (isUnknown(value)) return "unknown";
  if (typeof value === "string") {
    return JSON.stringify(value.length > 120 ? `${value.slice(0, 117)}...` : value);
  }
  if (isTerraformNumber(value)) return numberToText(value);
  if (isTerraformList(value)) return `a collection of ${value.length}`;
  if (typeof value === "boolean") return String(value);
  return isTerraformObject(value)
    ? `an object of ${Object.keys(value).length}`
    : "a value of its own type";
}
