import * as z from "zod/mini";
import type { AttributePath, PathStep } from "../values/attribute-path";
import { elementType } from "../values/equal";
import { holdsUnknown } from "../values/holds-unknown";
import type { TerraformType } from "../values/terraform-type";
import { isTerraformList, isTerraformObject, type TerraformValue } from "../values/terraform-value";
import { isUnknown } from "../values/unknown";
import type { Leaf } from "./attribute";
import { explainIssue } from "./explain-issue";

/** Where a value stands and how much of it may be shown. */
export interface LeafPlace {
  readonly path: AttributePath;
  /** Paths end before sets. */
  readonly isInSet: boolean;
  /** The value must not appear in messages. */
  readonly isSecret: boolean;
}

/** A check that a value does not pass. */
export interface LeafProblem {
  readonly path: AttributePath;
  /** The value as text, where it may be seen and is short. */
  readonly found?: string;
  /** The rule, as the rest of a sentence: `must be at most 65535`. */
  readonly rule: string;
}

/** Runs the checks of a zod type on a value; of a partly unknown value, on those parts that are wholly known. */
export function checkLeaf(
  leaf: Leaf,
  type: TerraformType,
  value: TerraformValue,
  place: LeafPlace,
): readonly LeafProblem[] {
  if (isUnknown(value)) return [];
  if (holdsUnknown(value)) return checkParts(leaf, type, value, place);
  const result = z.safeParse(leaf, value, { error: explainIssue });
  if (result.success) return [];
  return result.error.issues.map((issue) => report(issue, type, value, place));
}

function checkParts(
  leaf: Leaf,
  type: TerraformType,
  value: TerraformValue,
  place: LeafPlace,
): readonly LeafProblem[] {
  return partsOf(value).flatMap(([step, part]) => {
    const inner = partLeaf(leaf, step);
    if (inner === undefined) return [];
    const path = place.isInSet ? place.path : [...place.path, pathStep(type, step)];
    return checkLeaf(inner, elementType(type, step), part, { ...place, path });
  });
}

function partsOf(value: TerraformValue): readonly (readonly [string | number, TerraformValue])[] {
  if (isTerraformList(value)) return value.map((part, index) => [index, part]);
  return isTerraformObject(value) ? Object.entries(value) : [];
}

function partLeaf(leaf: Leaf, step: string | number): Leaf | undefined {
  const { def } = (leaf as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "nullable":
    case "readonly":
      return partLeaf(def.innerType, step);
    case "array":
      return def.element;
    case "record":
      return def.valueType;
    case "tuple":
      return def.items[Number(step)];
    case "object":
      return def.shape[step];
    default:
      return undefined;
  }
}

function report(
  issue: z.core.$ZodIssue,
  type: TerraformType,
  value: TerraformValue,
  place: LeafPlace,
): LeafProblem {
  const { path, found } = locate(issue.path, type, value, place);
  const shown = place.isSecret ? undefined : showValue(found);
  return { path, rule: issue.message, ...(shown === undefined ? {} : { found: shown }) };
}

function locate(
  steps: readonly PropertyKey[],
  type: TerraformType,
  value: TerraformValue,
  place: LeafPlace,
): { readonly path: AttributePath; readonly found: unknown } {
  const path: PathStep[] = [...place.path];
  let here = type;
  let found: unknown = value;
  for (const step of steps) {
    if (typeof step === "symbol") break;
    if (!place.isInSet) path.push(pathStep(here, step));
    here = elementType(here, step);
    found = (found as Readonly<Record<string | number, unknown>> | null)?.[step];
  }
  return { path, found };
}

function pathStep(type: TerraformType, step: string | number): PathStep {
  const isMap = typeof type !== "string" && type[0] === "map";
  return isMap ? { key: String(step) } : step;
}

function showValue(value: unknown): string | undefined {
  if (typeof value === "string") return JSON.stringify(shorten(value));
  const isPlain =
    typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
  return isPlain ? String(value) : undefined;
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
