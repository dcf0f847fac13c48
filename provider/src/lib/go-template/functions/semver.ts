import { fn, type TemplateFunction } from "../signature";
import { int, isObject, type GoMethod, type GoObject, type Value } from "../values";
import { satisfies } from "./semver-constraint";
import { compareVersions, parseVersion, versionText, type Version } from "./semver-version";

/** sprig's semantic versions. */
export const semverFunctions: Readonly<Record<string, TemplateFunction>> = {
  semver: fn(["string"], (text) => versionObject(parseVersion(text))),
  semverCompare: fn(["string", "string"], (constraint, text) =>
    satisfies(parseVersion(text), constraint),
  ),
};

const type = "*semver.Version";

function versionObject(version: Version): GoObject {
  return {
    go: "object",
    type,
    text: versionText(version),
    method: (name) => methodOf(version, name),
  };
}

function methodOf(version: Version, name: string): GoMethod | undefined {
  const field = fieldOf(version, name);
  if (field !== undefined) return { arity: 0, call: () => field };
  const test = comparisons[name];
  return test === undefined
    ? undefined
    : { arity: 1, call: ([other]) => test(compareVersions(version, versionOf(other))) };
}

function fieldOf(version: Version, name: string): Value {
  switch (name) {
    case "Major":
      return segment(version.major);
    case "Minor":
      return segment(version.minor);
    case "Patch":
      return segment(version.patch);
    case "Prerelease":
      return version.prerelease;
    case "Metadata":
      return version.metadata;
    case "Original":
      return version.original;
    case "String":
      return versionText(version);
    default:
      return undefined;
  }
}

function segment(value: bigint): Value {
  return { go: "integer", type: "uint64", value };
}

const comparisons: Readonly<Record<string, ((order: number) => Value) | undefined>> = {
  Compare: (order) => int(order),
  Equal: (order) => order === 0,
  LessThan: (order) => order < 0,
  GreaterThan: (order) => order > 0,
};

function versionOf(value: Value): Version {
  if (isObject(value) && value.type === type) return parseVersion(value.text);
  throw new TypeError("expected a version, as (semver …) makes it");
}
