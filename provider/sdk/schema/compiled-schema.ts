import type { TerraformType } from "../values/terraform-type";
import type { TerraformValue } from "../values/terraform-value";
import type { AnyAttributeOptions, AttributeMode, Leaf } from "./attribute";
import type { Nesting, SchemaVersion } from "./schema-description";

/** A schema in the form that planning and validation walk over; every part has been checked. */
export interface CompiledSchema {
  /** What Terraform is told. */
  readonly description: SchemaVersion;
  /** The object type of whole values. */
  readonly type: TerraformType;
  readonly attributes: readonly CompiledAttribute[];
}

/** One attribute or nested block, ready for use. */
export interface CompiledAttribute {
  readonly name: string;
  readonly mode: AttributeMode;
  readonly type: TerraformType;
  /** Present for nested attributes and blocks; `leaf` or `setElement` is for all others. */
  readonly nested?: CompiledNesting;
  /** Checks a known value. */
  readonly leaf?: Leaf;
  /** Checks each known element of a set. */
  readonly setElement?: Leaf;
  /** For the mode `defaulted`. */
  readonly defaultValue: TerraformValue;
  /** As the author wrote them. */
  readonly options: AnyAttributeOptions;
}

/** Nested attributes and how often they occur. */
export interface CompiledNesting {
  readonly nesting: Nesting;
  readonly attributes: readonly CompiledAttribute[];
}

/** Tells whether the provider fills the attribute where its configuration is null. */
export function isComputed(attribute: CompiledAttribute): boolean {
  return attribute.mode === "computed" || attribute.mode === "optionalComputed";
}
