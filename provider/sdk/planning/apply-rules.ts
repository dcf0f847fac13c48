import type { SchemaBlock } from "../schema/schema-description";
import type { AttributePath, PathStep } from "../values/attribute-path";
import { elementType, fingerprint, isEqual } from "../values/equal";
import { holdsUnknown } from "../values/holds-unknown";
import type { TerraformType } from "../values/terraform-type";
import {
  isDynamicValue,
  isTerraformList,
  isTerraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../values/terraform-value";
import { isUnknown } from "../values/unknown";
import { ruledAttributes, showValue, type RuledAttribute, type Violation } from "./violation";

/**
 * The rules that a state after a successful apply must keep: what was known in the plan is as planned, nothing is
 * unknown, write-only attributes are null, and the object exists exactly if that was planned.
 */
export function applyViolations(
  block: SchemaBlock,
  planned: TerraformObject | null,
  actual: TerraformObject | null,
): readonly Violation[] {
  return [...consistencyViolations(block, planned, actual), ...storageViolations(block, actual)];
}

/** The rule of apply, and of a second plan that must agree with a first: what was known stays as it was. */
export function consistencyViolations(
  block: SchemaBlock,
  planned: TerraformObject | null,
  actual: TerraformObject | null,
): readonly Violation[] {
  if (planned === null || actual === null) return existence(planned, actual);
  return ruledAttributes(block)
    .filter((attribute) => !attribute.isWriteOnly)
    .flatMap((attribute) =>
      compare(
        attribute.type,
        planned[attribute.name] ?? null,
        actual[attribute.name] ?? null,
        [attribute.name],
        attribute.isSensitive || holdsSensitive(attribute.members),
      ),
    );
}

/** The rules for every state that is stored: no unknown values, no write-only values. */
export function storageViolations(
  block: SchemaBlock,
  state: TerraformObject | null,
): readonly Violation[] {
  return state === null ? [] : checkStored(ruledAttributes(block), state, []);
}

function existence(
  planned: TerraformObject | null,
  actual: TerraformObject | null,
): readonly Violation[] {
  if ((planned === null) === (actual === null)) return [];
  const problem =
    actual === null ? "is null, but the plan has an object" : "still exists, but the plan has none";
  return [{ path: [], problem }];
}

function compare(
  type: TerraformType,
  planned: TerraformValue,
  actual: TerraformValue,
  path: AttributePath,
  isSensitive: boolean,
): readonly Violation[] {
  if (isUnknown(planned) || isEqual(type, planned, actual)) return [];
  const differs = (): readonly Violation[] => [
    {
      path,
      problem: `was ${showValue(planned, isSensitive)} in the plan, but is now ${showValue(actual, isSensitive)}`,
    },
  ];
  if (isDynamicValue(planned) && isDynamicValue(actual)) {
    if (JSON.stringify(planned.type) !== JSON.stringify(actual.type)) return differs();
    return compare(planned.type, planned.value, actual.value, path, isSensitive);
  }
  if (isTerraformList(planned) && isTerraformList(actual)) {
    if (typeof type !== "string" && type[0] === "set") {
      return compareSets(type, planned, actual, path);
    }
    if (planned.length !== actual.length) return lengthDiffers(path, planned.length, actual.length);
    return planned.flatMap((each, index) =>
      compare(elementType(type, index), each, actual[index] ?? null, [...path, index], isSensitive),
    );
  }
  if (isTerraformObject(planned) && isTerraformObject(actual)) {
    return compareMembers(type, planned, actual, path, isSensitive);
  }
  return differs();
}

function compareMembers(
  type: TerraformType,
  planned: TerraformObject,
  actual: TerraformObject,
  path: AttributePath,
  isSensitive: boolean,
): readonly Violation[] {
  const isMap = typeof type !== "string" && type[0] === "map";
  const step = (name: string): PathStep => (isMap ? { key: name } : name);
  const appeared = Object.keys(actual)
    .filter((name) => !(name in planned))
    .map((name) => ({ path: [...path, step(name)], problem: "appeared, but was not planned" }));
  const kept = Object.entries(planned).flatMap(([name, each]): readonly Violation[] => {
    const inner = [...path, step(name)];
    if (!(name in actual)) return [{ path: inner, problem: "was planned, but has vanished" }];
    return compare(elementType(type, name), each, actual[name] ?? null, inner, isSensitive);
  });
  return [...kept, ...appeared];
}

/** A set may only shrink by elements that turn out equal; what was known must still be in it. */
function compareSets(
  type: TerraformType,
  planned: readonly TerraformValue[],
  actual: readonly TerraformValue[],
  path: AttributePath,
): readonly Violation[] {
  const element = elementType(type, 0);
  const prints = new Set(actual.map((each) => fingerprint(element, each)));
  const isLost = planned.some(
    (each) => !holdsUnknown(each) && !prints.has(fingerprint(element, each)),
  );
  if (isLost) return [{ path, problem: "has lost an element that was planned" }];
  const isForeign = actual.some(
    (each) => !planned.some((plan) => compare(element, plan, each, [], true).length === 0),
  );
  if (isForeign) return [{ path, problem: "has an element that was not planned" }];
  return actual.length > planned.length ? lengthDiffers(path, planned.length, actual.length) : [];
}

function lengthDiffers(path: AttributePath, planned: number, actual: number): readonly Violation[] {
  return [{ path, problem: `has ${actual} elements, but ${planned} were planned` }];
}

function checkStored(
  attributes: readonly RuledAttribute[],
  object: TerraformObject,
  path: AttributePath,
): readonly Violation[] {
  return attributes.flatMap((attribute) => {
    const value = object[attribute.name] ?? null;
    const here = [...path, attribute.name];
    if (attribute.isWriteOnly && value !== null) {
      return [{ path: here, problem: "is write-only, but has a value in the state" }];
    }
    if (attribute.members.length === 0 || isUnknown(value)) {
      return holdsUnknown(value) ? [{ path: here, problem: "is still unknown" }] : [];
    }
    return nestedObjects(attribute, value, here).flatMap(([inner, innerPath]) =>
      isTerraformObject(inner)
        ? checkStored(attribute.members, inner, innerPath)
        : unknownElement(inner, innerPath),
    );
  });
}

function unknownElement(value: TerraformValue, path: AttributePath): readonly Violation[] {
  return holdsUnknown(value) ? [{ path, problem: "is still unknown" }] : [];
}

/** The objects of a nested attribute with their paths; those of a set stand at the path of the set. */
export function nestedObjects(
  attribute: RuledAttribute,
  value: TerraformValue,
  path: AttributePath,
): readonly (readonly [TerraformValue, AttributePath])[] {
  if (isTerraformList(value)) {
    const isSet = attribute.nesting === "set";
    return value.map((each, index) => [each, isSet ? path : [...path, index]]);
  }
  if (attribute.nesting === "map" && isTerraformObject(value)) {
    return Object.entries(value).map(([key, each]) => [each, [...path, { key }]]);
  }
  return value === null ? [] : [[value, path]];
}

function holdsSensitive(members: readonly RuledAttribute[]): boolean {
  return members.some((each) => each.isSensitive || holdsSensitive(each.members));
}
