import { isComputed, type CompiledAttribute, type CompiledSchema } from "../schema/compiled-schema";
import { isEqual } from "../values/equal";
import {
  terraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../values/terraform-value";
import { isUnknown, UNKNOWN } from "../values/unknown";
import { mapNested } from "./map-nested";

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
  const planned = fillDefaults(schema.attributes, config, proposed);
  if (prior !== null && isEqual(schema.type, planned, prior)) return planned;
  return markComputed(schema.attributes, config, planned, prior);
}

function fillDefaults(
  attributes: readonly CompiledAttribute[],
  config: TerraformObject | null,
  proposed: TerraformObject,
): TerraformObject {
  return mapAttributes(attributes, ({ name, mode, nested, defaultValue }) => {
    const configured = config?.[name] ?? null;
    const value = proposed[name] ?? null;
    if (mode === "writeOnly") return null;
    if (mode === "defaulted" && configured === null) return defaultValue;
    if (nested === undefined || configured === null) return value;
    return mapNested(nested.nesting, value, [configured], (object, [counterpart]) =>
      fillDefaults(nested.attributes, counterpart ?? null, object),
    );
  });
}

function markComputed(
  attributes: readonly CompiledAttribute[],
  config: TerraformObject | null,
  planned: TerraformObject,
  prior: TerraformObject | null,
): TerraformObject {
  return mapAttributes(attributes, (attribute) => {
    const { name, nested } = attribute;
    const configured = config?.[name] ?? null;
    const value = planned[name] ?? null;
    const before = prior?.[name] ?? null;
    if (configured === null)
      return isComputed(attribute) ? keptOrUnknown(attribute, before) : value;
    if (nested === undefined || isUnknown(configured)) return value;
    return mapNested(nested.nesting, value, [configured, before], (object, [inConfig, inPrior]) =>
      markComputed(nested.attributes, inConfig ?? null, object, inPrior ?? null),
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
