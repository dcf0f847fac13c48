import type { Diagnostic } from "../diagnostics";
import type { CompiledAttribute, CompiledNesting, CompiledSchema } from "../schema/compiled-schema";
import type { Violation } from "../planning/violation";
import { formatPath, type AttributePath } from "../values/attribute-path";
import { conform, type Misfit } from "../values/conform";
import { holdsUnknown } from "../values/holds-unknown";
import {
  isDynamicValue,
  dynamicValue,
  isTerraformList,
  isTerraformObject,
  terraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../values/terraform-value";
import { isUnknown } from "../values/unknown";
import { handlerMistake, type HandlerSite } from "./run-handler";
import type { WholeValue } from "./provider-server";

/** A handler's state in Terraform's form, and what was wrong with it. */
export interface TypedState {
  readonly state: WholeValue;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Brings a state that a handler returned into the form of its schema. An attribute of the wrong type is reported and
 * taken from the fallback instead, so that the rest of the state is not lost.
 */
export function typedState(
  site: HandlerSite,
  schema: CompiledSchema,
  value: unknown,
  fallback: WholeValue,
): TypedState {
  if (value === null) return { state: null, diagnostics: [] };
  const { value: typed, misfits } = conform(schema.type, value);
  const diagnostics = misfits.map((each) => misfitMistake(site, each));
  if (!isTerraformObject(typed)) return { state: fallback, diagnostics };
  const broken = new Set(misfits.filter((each) => !each.isSurplus).map((each) => each.path[0]));
  if (broken.size === 0) return { state: typed, diagnostics };
  const entries = Object.entries(typed).map(
    ([name, member]) => [name, broken.has(name) ? (fallback?.[name] ?? null) : member] as const,
  );
  return { state: terraformObject(entries), diagnostics };
}

/** A state as it may be stored: write-only attributes null, and so is whatever is still unknown. */
export function storableState(schema: CompiledSchema, state: WholeValue): WholeValue {
  return state === null ? null : storableMembers(schema.attributes, state);
}

/** Error diagnostics for rules that a handler's answer breaks. */
export function violationMistakes(
  site: HandlerSite,
  violations: readonly Violation[],
): readonly Diagnostic[] {
  return violations.map(({ path, problem }) => mistakeAt(site, path, problem));
}

function misfitMistake(site: HandlerSite, { path, message }: Misfit): Diagnostic {
  return mistakeAt(site, path, message);
}

function mistakeAt(site: HandlerSite, path: AttributePath, problem: string): Diagnostic {
  if (path.length === 0) return handlerMistake(site, "", problem);
  return handlerMistake(site, `${site.typeName}.${formatPath(path)}`, problem, path);
}

function storableMembers(
  attributes: readonly CompiledAttribute[],
  state: TerraformObject,
): TerraformObject {
  return terraformObject(
    attributes.map(({ name, mode, nested }) => {
      const value = state[name] ?? null;
      if (mode === "writeOnly") return [name, null];
      return [name, nested === undefined ? withoutUnknown(value) : storableNested(nested, value)];
    }),
  );
}

function storableNested(nested: CompiledNesting, value: TerraformValue): TerraformValue {
  const storeElement = (each: TerraformValue): TerraformValue =>
    isTerraformObject(each) ? storableMembers(nested.attributes, each) : withoutUnknown(each);
  if (nested.nesting === "single") return storeElement(value);
  if (isTerraformList(value)) return value.map(storeElement);
  return isTerraformObject(value) ? mapMembers(value, storeElement) : withoutUnknown(value);
}

function withoutUnknown(value: TerraformValue): TerraformValue {
  if (isUnknown(value)) return null;
  if (!holdsUnknown(value)) return value;
  if (isDynamicValue(value)) return dynamicValue(value.type, withoutUnknown(value.value));
  if (isTerraformList(value)) return value.map(withoutUnknown);
  return isTerraformObject(value) ? mapMembers(value, withoutUnknown) : value;
}

function mapMembers(
  object: TerraformObject,
  change: (member: TerraformValue) => TerraformValue,
): TerraformObject {
  return terraformObject(Object.entries(object).map(([name, each]) => [name, change(each)]));
}
