import type { SchemaBlock } from "../schema/schema-description";
import type { AttributePath } from "../values/attribute-path";
import { isEqual } from "../values/equal";
import {
  isTerraformList,
  isTerraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../values/terraform-value";
import { isUnknown } from "../values/unknown";
import { ruledAttributes, showValue, type RuledAttribute, type Violation } from "./violation";

/** What core compares a planned state with. */
export interface PlanContext {
  /** Null to destroy. */
  readonly config: TerraformObject | null;
  /** Null to create. */
  readonly prior: TerraformObject | null;
}

/**
 * The rules that a planned state must keep: a configured attribute has its configured or its prior value; one that is
 * not configured is null unless it is computed; nested objects are as many as configured; write-only is null.
 */
export function planViolations(
  block: SchemaBlock,
  { config, prior }: PlanContext,
  planned: TerraformObject | null,
): readonly Violation[] {
  if (config === null) {
    return planned === null ? [] : [{ path: [], problem: "must be null in a plan to destroy" }];
  }
  if (planned === null)
    return [{ path: [], problem: "must not be null in a plan to create or update" }];
  return checkMembers(ruledAttributes(block), config, prior, planned, []);
}

/** The rule for paths that require replacement: each leads to something in the prior or the planned state. */
export function replaceViolations(
  paths: readonly AttributePath[],
  prior: TerraformObject | null,
  planned: TerraformObject | null,
): readonly Violation[] {
  if (prior === null || planned === null) return [];
  return paths
    .filter((path) => !leadsSomewhere(path, prior) && !leadsSomewhere(path, planned))
    .map((path) => ({ path, problem: "requires replacement, but the path leads nowhere" }));
}

function checkMembers(
  attributes: readonly RuledAttribute[],
  config: TerraformObject,
  prior: TerraformObject | null,
  planned: TerraformObject,
  path: AttributePath,
): readonly Violation[] {
  return attributes.flatMap((attribute) => {
    const { name } = attribute;
    return checkAttribute(attribute, {
      config: config[name] ?? null,
      prior: prior?.[name] ?? null,
      planned: planned[name] ?? null,
      path: [...path, name],
    });
  });
}

interface Place {
  readonly config: TerraformValue;
  readonly prior: TerraformValue;
  readonly planned: TerraformValue;
  readonly path: AttributePath;
}

function checkAttribute(attribute: RuledAttribute, place: Place): readonly Violation[] {
  const { config, planned } = place;
  if (attribute.isWriteOnly) {
    return planned === null ? [] : violation(place, "is write-only and must be null");
  }
  if (config === null) return checkUnset(attribute, place);
  if (attribute.nesting !== undefined && !isUnknown(config)) return checkNested(attribute, place);
  return checkSet(attribute, place);
}

function checkUnset(attribute: RuledAttribute, place: Place): readonly Violation[] {
  if (attribute.isComputed || place.planned === null) return [];
  const shown = showValue(place.planned, attribute.isSensitive);
  return violation(place, `is planned as ${shown}, but it is neither configured nor computed`);
}

function checkSet(attribute: RuledAttribute, place: Place): readonly Violation[] {
  const { config, prior, planned } = place;
  if (isEqual(attribute.type, planned, config)) return [];
  if (prior !== null && isEqual(attribute.type, planned, prior)) return [];
  const shown = showValue(planned, attribute.isSensitive);
  const wanted = showValue(config, attribute.isSensitive);
  return violation(place, `is planned as ${shown}, but the configuration says ${wanted}`);
}

function checkNested(attribute: RuledAttribute, place: Place): readonly Violation[] {
  const { config, prior, planned, path } = place;
  if (isUnknown(planned)) return violation(place, "must not be unknown as a whole, only inside");
  if (planned === null) return violation(place, "is planned for absence, but it is configured");
  if (attribute.nesting === "set") return checkNestedSet(attribute, place);
  if (isTerraformList(config) && isTerraformList(planned)) {
    if (config.length !== planned.length) {
      return violation(
        place,
        `has ${planned.length} elements, but ${config.length} are configured`,
      );
    }
    return config.flatMap((each, index) =>
      checkElement(attribute, {
        config: each,
        prior: isTerraformList(prior) ? (prior[index] ?? null) : null,
        planned: planned[index] ?? null,
        path: [...path, index],
      }),
    );
  }
  if (attribute.nesting === "map") return checkNestedMap(attribute, place);
  return checkElement(attribute, place);
}

function checkNestedMap(attribute: RuledAttribute, place: Place): readonly Violation[] {
  const { config, prior, planned, path } = place;
  if (!isTerraformObject(config) || !isTerraformObject(planned)) return checkSet(attribute, place);
  const added = Object.keys(planned)
    .filter((key) => !(key in config))
    .map((key) => ({ path: [...path, { key }], problem: "is planned, but not configured" }));
  const configured = Object.entries(config).flatMap(([key, each]): readonly Violation[] => {
    const inner = [...path, { key }];
    if (!(key in planned)) return [{ path: inner, problem: "is configured, but not planned" }];
    return checkElement(attribute, {
      config: each,
      prior: isTerraformObject(prior) ? (prior[key] ?? null) : null,
      planned: planned[key] ?? null,
      path: inner,
    });
  });
  return [...added, ...configured];
}

/** Each planned element must be a valid plan for some configured one, and the other way round. */
function checkNestedSet(attribute: RuledAttribute, place: Place): readonly Violation[] {
  const { config, prior, planned } = place;
  if (!isTerraformList(config) || !isTerraformList(planned)) return checkSet(attribute, place);
  if (config.length !== planned.length) {
    return violation(place, `has ${planned.length} elements, but ${config.length} are configured`);
  }
  const priors = [null, ...(isTerraformList(prior) ? prior : [])];
  const isPlanFor = (plan: TerraformValue, wanted: TerraformValue): boolean =>
    priors.some(
      (before) =>
        checkElement(attribute, { config: wanted, prior: before, planned: plan, path: [] })
          .length === 0,
    );
  const isMatched =
    planned.every((plan) => config.some((wanted) => isPlanFor(plan, wanted))) &&
    config.every((wanted) => planned.some((plan) => isPlanFor(plan, wanted)));
  return isMatched
    ? []
    : violation(place, "has elements that do not follow from the configuration");
}

function checkElement(attribute: RuledAttribute, place: Place): readonly Violation[] {
  const { config, prior, planned, path } = place;
  if (isTerraformObject(config) && isTerraformObject(planned)) {
    const before = isTerraformObject(prior) ? prior : null;
    return checkMembers(attribute.members, config, before, planned, path);
  }
  if (isUnknown(config) && isUnknown(planned)) return [];
  if (config === null && planned === null) return [];
  return violation(place, "is present in only one of plan and configuration");
}

function violation({ path }: Place, problem: string): readonly Violation[] {
  return [{ path, problem }];
}

function leadsSomewhere(path: AttributePath, root: TerraformValue): boolean {
  let here: TerraformValue = root;
  for (const step of path) {
    if (isTerraformList(here) && typeof step === "number") {
      if (step >= here.length) return false;
      here = here[step] ?? null;
      continue;
    }
    const name = typeof step === "object" ? step.key : String(step);
    if (!isTerraformObject(here) || !(name in here)) return false;
    here = here[name] ?? null;
  }
  return true;
}
