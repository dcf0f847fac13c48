import { error, type Diagnostic } from "../diagnostics";
import { formatPath, type AttributePath } from "../values/attribute-path";
import {
  isTerraformList,
  isTerraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../values/terraform-value";
import { isUnknown } from "../values/unknown";
import { checkLeaf, type LeafProblem } from "./check-leaf";
import type { CompiledAttribute } from "./compiled-schema";
import { hasElementsEqualByDefault } from "./equal-elements";

/**
 * Checks a configuration attribute by attribute: required ones are set, read-only ones are not, and every known value
 * passes the checks of its zod type. Whatever is unknown is skipped; it is checked when Terraform knows it.
 */
export function validateConfig(
  attributes: readonly CompiledAttribute[],
  config: TerraformObject,
): readonly Diagnostic[] {
  return checkMembers(attributes, config, { path: [], isInSet: false, isSecret: false });
}

interface Place {
  readonly path: AttributePath;
  /** No path leads into a set: inside, everything is blamed on the set. */
  readonly isInSet: boolean;
  readonly isSecret: boolean;
}

function checkMembers(
  attributes: readonly CompiledAttribute[],
  object: TerraformObject,
  place: Place,
): readonly Diagnostic[] {
  return attributes.flatMap((attribute) =>
    checkAttribute(attribute, object[attribute.name] ?? null, {
      path: place.isInSet ? place.path : [...place.path, attribute.name],
      isInSet: place.isInSet,
      isSecret: place.isSecret || isSecret(attribute),
    }),
  );
}

function checkAttribute(
  attribute: CompiledAttribute,
  value: TerraformValue,
  place: Place,
): readonly Diagnostic[] {
  const { name, mode, nested } = attribute;
  if (value === null) return mode === "required" ? [missing(name, place)] : [];
  if (mode === "computed") return [readOnly(name, place)];
  if (isUnknown(value)) return [];
  if (nested !== undefined) return checkNested(attribute, value, place);
  return leafProblems(attribute, value, place).map(invalid);
}

function leafProblems(
  { type, leaf, setElement }: CompiledAttribute,
  value: TerraformValue,
  place: Place,
): readonly LeafProblem[] {
  if (leaf !== undefined) return checkLeaf(leaf, type, value, place);
  if (setElement === undefined || !isTerraformList(value)) return [];
  const inside = { ...place, isInSet: true };
  return value.flatMap((each) => checkLeaf(setElement, "dynamic", each, inside));
}

function checkNested(
  attribute: CompiledAttribute,
  value: TerraformValue,
  place: Place,
): readonly Diagnostic[] {
  const { name, nested } = attribute;
  if (nested === undefined) return [];
  if (hasElementsEqualByDefault(attribute, value)) return [ambiguous(name, place)];
  return nestedObjects(value, nested.nesting, place).flatMap(([object, inner]) =>
    checkMembers(nested.attributes, object, inner),
  );
}

function nestedObjects(
  value: TerraformValue,
  nesting: "single" | "list" | "set" | "map",
  place: Place,
): readonly (readonly [TerraformObject, Place])[] {
  const found: [TerraformObject, Place][] = [];
  const add = (object: TerraformValue | undefined, inner: Place): void => {
    if (object !== undefined && isTerraformObject(object)) found.push([object, inner]);
  };
  if (isTerraformList(value)) {
    const isInSet = place.isInSet || nesting === "set";
    for (const [index, element] of value.entries()) {
      add(element, { ...place, isInSet, path: isInSet ? place.path : [...place.path, index] });
    }
  } else if (nesting === "map" && isTerraformObject(value)) {
    for (const [key, element] of Object.entries(value)) {
      add(element, { ...place, path: place.isInSet ? place.path : [...place.path, { key }] });
    }
  } else {
    add(value, place);
  }
  return found;
}

function isSecret(attribute: CompiledAttribute): boolean {
  return attribute.options.sensitive === true || attribute.mode === "writeOnly";
}

function invalid({ path, found, rule }: LeafProblem): Diagnostic {
  const subject =
    found === undefined ? formatPath(path) : `${formatPath(path)} is ${found}, but it`;
  return error("Invalid Attribute Value", `${subject} ${rule}.`, path);
}

function missing(name: string, place: Place): Diagnostic {
  return error(
    "Missing Required Argument",
    `The argument "${name}" is null, but it is required. Set it to a value.`,
    place.path,
  );
}

function ambiguous(name: string, place: Place): Diagnostic {
  return error(
    "Duplicate Set Element",
    `Two elements of "${name}" are equal once defaults are filled in. Remove one of them.`,
    place.path,
  );
}

function readOnly(name: string, place: Place): Diagnostic {
  return error(
    "Read-Only Attribute",
    `The attribute "${name}" is set, but only the provider sets it. Remove it from the configuration.`,
    place.path,
  );
}
