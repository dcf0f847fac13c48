/** A Kubernetes release, the parts of `v1.20.2` or `v1.31.0-rc.1`. */
export interface KubernetesVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `rc.1`, `beta.0`; undefined for a release. */
  readonly prerelease: string | undefined;
}

const PATTERN =
  /^v?(?<major>\d+)\.(?<minor>\d+)\.(?<patch>\d+)(?:-(?<prerelease>[0-9A-Za-z.-]+))?(?:\+.*)?$/;

/** Reads `v1.20.2` or `1.20.2`, build metadata ignored; undefined when the text is no such version. */
export function parseKubernetesVersion(text: string): KubernetesVersion | undefined {
  const groups = PATTERN.exec(text.trim())?.groups;
  if (groups === undefined) return undefined;
  return {
    major: Number(groups["major"]),
    minor: Number(groups["minor"]),
    patch: Number(groups["patch"]),
    prerelease: groups["prerelease"],
  };
}

/** Writes a version as Kubernetes writes it, with the leading `v`. */
export function formatKubernetesVersion(version: KubernetesVersion): string {
  const suffix = version.prerelease === undefined ? "" : `-${version.prerelease}`;
  return `v${version.major}.${version.minor}.${version.patch}${suffix}`;
}

/** Orders versions as semantic versioning does: negative when `a` is older; a prerelease is older than its release. */
export function compareKubernetesVersions(a: KubernetesVersion, b: KubernetesVersion): number {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    a.patch - b.patch ||
    comparePrereleases(a.prerelease, b.prerelease)
  );
}

/** Whether `version` is of the given minor release of Kubernetes 1 or of a later one. */
export function isAtLeastMinor(version: KubernetesVersion, minor: number): boolean {
  return version.major > 1 || (version.major === 1 && version.minor >= minor);
}

/** How a control plane may move from one version to another. */
export type VersionStep = "same" | "patch" | "minor" | "skips-minor" | "downgrade";

/** Names the step between two versions; kubeadm takes `patch` and `minor`, and refuses the last two. */
export function versionStep(from: KubernetesVersion, to: KubernetesVersion): VersionStep {
  const order = compareKubernetesVersions(from, to);
  if (order === 0) return "same";
  if (order > 0) return "downgrade";
  if (from.major !== to.major || to.minor - from.minor > 1) return "skips-minor";
  return to.minor === from.minor ? "patch" : "minor";
}

/**
 * Whether a kubelet may serve an API server: never newer, and at most two minor releases older, three
 * from 1.28 on (the version skew policy of Kubernetes).
 */
export function isKubeletSkewAllowed(
  apiServer: KubernetesVersion,
  kubelet: KubernetesVersion,
): boolean {
  const behind = apiServer.minor - kubelet.minor;
  const allowed = isAtLeastMinor(apiServer, 28) ? 3 : 2;
  return apiServer.major === kubelet.major && behind >= 0 && behind <= allowed;
}

function comparePrereleases(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return compareIdentifiers(a.split("."), b.split("."));
}

function compareIdentifiers(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    if (left !== right) return compareIdentifier(left, right);
  }
  return a.length - b.length;
}

function compareIdentifier(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)];
  if (Number.isNaN(left) && Number.isNaN(right)) return a < b ? -1 : 1;
  if (Number.isNaN(left)) return 1;
  return Number.isNaN(right) ? -1 : left - right;
}
