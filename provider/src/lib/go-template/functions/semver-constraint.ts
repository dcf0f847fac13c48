import { comparePrereleases, compareVersions, parseVersion, type Version } from "./semver-version";

/**
 * Tells whether a version satisfies a constraint such as `>=1.2, <2 || ~3.1`: alternatives by
 * `||`, parts by comma or space, operators = != > < >= <= ~ ^, wildcards, ranges `1 - 2`. A
 * constraint that is none is a SyntaxError.
 */
export function satisfies(version: Version, constraint: string): boolean {
  const alternatives = rewriteRanges(constraint).split("||").map(parseAlternative);
  return alternatives.some((parts) => parts.every((part) => meets(version, part)));
}

interface Part {
  readonly operator: string;
  readonly bound: Version;
  /** Which number is the first that the bound leaves open; `none` when it has all three. */
  readonly open: "none" | "patch" | "minor" | "major";
}

const number = String.raw`[\d|xX*]+`;
const word = String.raw`[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*`;
const versionSource = String.raw`v?(${number})(\.${number})?(\.${number})?(-${word})?(\+${word})?`;
const plainVersion = versionSource.replace(/\((?!\?)/g, "(?:");
const operators = String.raw`=>|=<|!=|>=|<=|~>|=|>|<|~|\^|`;
const plainPart = String.raw`(?:${operators})\s*${plainVersion}`;

function rewriteRanges(constraint: string): string {
  const range = new RegExp(String.raw`\s*(${plainVersion})\s+-\s+(${plainVersion})\s*`, "g");
  return constraint.replace(range, ">= $1, <= $2");
}

function parseAlternative(text: string): readonly Part[] {
  const whole = new RegExp(String.raw`^\s*${plainPart}\s*(?:(?:\s+|,\s*)${plainPart}\s*)*$`);
  if (!whole.test(text)) throw new SyntaxError(`"${text}" is not a version constraint`);
  return (text.match(new RegExp(plainPart, "g")) ?? []).map(parsePart);
}

function parsePart(text: string): Part {
  const match = new RegExp(String.raw`^(${operators})\s*${versionSource}$`).exec(text);
  if (match === null) throw new SyntaxError(`"${text}" is not a version constraint`);
  const [, operator = "", major = "", minor = "", patch = "", prerelease = ""] = match;
  const numbers = [major, minor.slice(1), patch.slice(1)];
  const firstOpen = numbers.findIndex((digits) => digits === "" || /^[xX*]$/.test(digits));
  const fixed = firstOpen < 0 ? numbers : [...numbers.slice(0, firstOpen), 0, 0, 0].slice(0, 3);
  return {
    operator,
    bound: parseVersion(fixed.join(".") + prerelease),
    open: (["major", "minor", "patch"] as const)[firstOpen] ?? "none",
  };
}

function meets(version: Version, part: Part): boolean {
  const isUnwantedPrerelease = version.prerelease !== "" && part.bound.prerelease === "";
  if (part.operator === "!=") return differs(version, part, isUnwantedPrerelease);
  if (isUnwantedPrerelease) return false;
  const order = compareVersions(version, part.bound);
  switch (part.operator) {
    case ">":
      return isAbove(version, part, order);
    case "<":
      return order < 0;
    case ">=":
    case "=>":
      return order >= 0;
    case "<=":
    case "=<":
      return isAtMost(version, part, order);
    case "~":
    case "~>":
      return isNear(version, part, order);
    case "^":
      return isCompatible(version, part, order);
    default:
      return part.open === "none" ? order === 0 : isNear(version, part, order);
  }
}

function differs(version: Version, part: Part, isUnwantedPrerelease: boolean): boolean {
  const { bound, open } = part;
  if (open === "none") return compareVersions(version, bound) !== 0;
  if (isUnwantedPrerelease) return false;
  if (version.major !== bound.major) return true;
  if (open === "minor") return false;
  if (version.minor !== bound.minor) return true;
  if (open === "major")
    return version.patch !== bound.patch || compareVersions(version, bound) !== 0;
  return comparePrereleases(version.prerelease, bound.prerelease) !== 0;
}

/* `>11` starts at 12, and `>11.1` at 11.2. */
function isAbove(version: Version, part: Part, order: number): boolean {
  const { bound, open } = part;
  if (open === "none") return order > 0;
  if (version.major !== bound.major) return version.major > bound.major;
  if (open === "minor") return false;
  return open === "patch" ? version.minor > bound.minor : order > 0;
}

/* `<=11` includes all of 11. */
function isAtMost(version: Version, part: Part, order: number): boolean {
  const { bound, open } = part;
  if (open === "none") return order <= 0;
  if (version.major !== bound.major) return version.major < bound.major;
  return open === "minor" || version.minor <= bound.minor;
}

function isNear(version: Version, part: Part, order: number): boolean {
  const { bound, open } = part;
  if (order < 0) return false;
  const isZero = bound.major === 0n && bound.minor === 0n && bound.patch === 0n;
  if (isZero && (open === "none" || open === "major")) return true;
  return version.major === bound.major && (open === "minor" || version.minor === bound.minor);
}

/* The first number that is not zero must not change. */
function isCompatible(version: Version, part: Part, order: number): boolean {
  const { bound, open } = part;
  if (order < 0) return false;
  if (bound.major > 0n || open === "minor") return version.major === bound.major;
  if (version.major > 0n) return false;
  if (bound.minor > 0n || open === "patch") return version.minor === bound.minor;
  return version.minor === 0n && version.patch === bound.patch;
}
