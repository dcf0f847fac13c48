/** A semantic version; `original` is the text it was read from. */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly prerelease: string;
  readonly metadata: string;
  readonly original: string;
}

const pattern =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?$/;

/**
 * Reads a version as sprig's library does: a leading v and missing numbers are fine; else a
 * SyntaxError.
 */
export function parseVersion(text: string): Version {
  const match = pattern.exec(text);
  if (match === null) throw new SyntaxError(`"${text}" is not a semantic version`);
  const [, major = "0", minor = "0", patch = "0", prerelease = "", metadata = ""] = match;
  if (prerelease.split(".").some((part) => /^0\d+$/.test(part))) {
    throw new SyntaxError(`"${text}" has a pre-release number that starts with 0`);
  }
  return {
    major: segment(major),
    minor: segment(minor),
    patch: segment(patch),
    prerelease,
    metadata,
    original: text,
  };
}

function segment(digits: string): bigint {
  const value = BigInt(digits);
  if (value !== BigInt.asUintN(64, value)) throw new RangeError(`${digits} is too large a version`);
  return value;
}

/** The version in full: `1.2.0-rc.1+build`. */
export function versionText(version: Version): string {
  const { major, minor, patch, prerelease, metadata } = version;
  const suffix = (prerelease && `-${prerelease}`) + (metadata && `+${metadata}`);
  return `${major}.${minor}.${patch}${suffix}`;
}

/** Orders two versions: -1, 0 or 1; a pre-release comes before its release, metadata does not count. */
export function compareVersions(left: Version, right: Version): number {
  return (
    compareNumbers(left.major, right.major) ||
    compareNumbers(left.minor, right.minor) ||
    compareNumbers(left.patch, right.patch) ||
    comparePrereleases(left.prerelease, right.prerelease)
  );
}

function compareNumbers(left: bigint, right: bigint): number {
  return left < right ? -1 : Number(left > right);
}

/** Orders two pre-releases: none is the highest, numbers come before words. */
export function comparePrereleases(left: string, right: string): number {
  if (left === right) return 0;
  if (left === "" || right === "") return left === "" ? 1 : -1;
  const [lefts, rights] = [left.split("."), right.split(".")];
  for (let at = 0; at < Math.max(lefts.length, rights.length); at += 1) {
    const order = compareParts(lefts[at] ?? "", rights[at] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

function compareParts(left: string, right: string): number {
  if (left === right) return 0;
  if (left === "" || right === "") return left === "" ? -1 : 1;
  const isNumber = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (isNumber[0] && isNumber[1]) return compareNumbers(BigInt(left), BigInt(right)) || 1;
  if (isNumber[0] !== isNumber[1]) return isNumber[0] ? -1 : 1;
  return left > right ? 1 : -1;
}
