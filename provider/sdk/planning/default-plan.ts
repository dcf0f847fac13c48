import { isComputed, type CompiledAttribute, type CompiledSchema } from "../schema/compiled-schema";
import { isEqual } from "../values/equal";
import {
  terraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../values/terraform-value";
import { isUnknown, UNKNOWN } from "../values/unknown";
import { mapNested, type Counterparts } from "./map-nested";

/** What a plan starts from. */
export interface PlanInput {
  readonly config: TerraformObject;
  /** Null to create. */
  readonly prior: TerraformObject | null;
  /** Core's merge of configuration and prior state. */
  readonly proposed: TerraformObject;
}

/**
 * The plan that follows from the schema alone: defaults for what is not configured, null for what is write-only, and,
 * if that differs from the prior state, unknown for what the provider computes, except where the prior value is kept.
 */
export function planByDefault(schema: CompiledSchema, input: PlanInput): TerraformObject {
  const { config, prior, proposed } = input;
  const planned = fillDefaults(schema.attributes, proposed, { config, prior });
  if (prior !== null && isEqual(schema.type, planned, prior)) return planned;
  return markComputed(schema.attributes, planned, { config, prior });
}

type Around = Counterparts<TerraformObject | null>;

function fillDefaults(
  attributes: readonly CompiledAttribute[],
  proposed: TerraformObject,
  { config, prior }: Around,
): TerraformObject {
  return mapAttributes(attributes, (attribute) => {
    const { name, mode, nested, defaultValue } = attribute;
    const configured = config?.[name] ?? null;
    const value = proposed[name] ?? null;
    const before = prior?.[name] ?? null;
    if (mode === "writeOnly") return null;
    if (configured === null) {
      if (mode === "defaulted") return defaultValue;
      // Core proposes null for nested objects that look configured; they are ours to compute all the same.
      return isComputed(attribute) ? before : value;
    }
    if (nested === undefined) return value;
    const around = { config: configured, prior: before };
    return mapNested(nested.nesting, value, around, (object, counterparts) =>
      fillDefaults(nested.attributes, object, counterparts),
    );
  });
}

function markComputed(
  attributes: readonly CompiledAttribute[],
  planned: TerraformObject,
  { config, prior }: Around,
): TerraformObject {
  return mapAttributes(attributes, (attribute) => {
    const { name, nested } = attribute;
    const configured = config?.[name] ?? null;
    const value = planned[name] ?? null;
    const before = prior?.[name] ?? null;
    if (configured === null)
      return isComputed(attribute) ? keptOrUnknown(attribute, before) : value;
    if (nested === undefined || isUnknown(configured)) return value;
    const around = { config: configured, prior: before };
    return mapNested(nested.nesting, value, around, (object, counterparts) =>
      markComputed(nested.attributes, object, counterparts),
    );
  });
}

/** A null in the state means "not made yet" (a create that stopped half way): there is nothing to keep. */
function keptOrUnknown(attribute: CompiledAttribute, before: TerraformValue): TerraformValue {
  return attribute.options.keep === true && before !== null ? before : UNKNOWN;
}

function mapAttributes(
  attributes: readonly CompiledAttribute[],
  change: (attribute: CompiledAttribute) => TerraformValue,
): TerraformObject {
  return terraformObject(attributes.map((attribute) => [attribute.name, change(attribute)]));
}
