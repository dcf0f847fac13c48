import { compareKubernetesVersions, parseKubernetesVersion } from "./kubernetes-version";

/** Where a node stands between two Kubernetes versions, by the cluster's own word. */
export interface NodeStanding {
  /** Version of its kubelet, `v1.20.2`. */
  readonly version: string;
  /** Whether an upgrade of it has begun and not ended. */
  readonly isUpgrading: boolean;
}

/** Standings by node name. */
export type NodeStandings = Readonly<Record<string, NodeStanding>>;

/** The part of a node object that its standing follows from. */
interface NodeView {
  readonly name: string;
  readonly version: string;
  readonly upgradingTo?: string | undefined;
}

/** Where the nodes of a cluster stand. */
export function standingsOf(nodes: readonly NodeView[]): NodeStandings {
  return Object.fromEntries(nodes.map((node) => [node.name, standingOf(node)]));
}

/** Where a node stands. */
export function standingOf({ version, upgradingTo }: NodeView): NodeStanding {
  return { version, isUpgrading: upgradingTo !== undefined };
}

/** Whether a node still has to be upgraded, or its upgrade to be ended, before it stands at `version`. */
export function isBehind(standing: NodeStanding | undefined, version: string): boolean {
  if (standing === undefined) return false; // what is no node yet joins at the version that its host has
  return standing.isUpgrading || !isSameVersion(standing.version, version);
}

/** Whether two texts name one version, with or without the leading `v`. */
export function isSameVersion(a: string, b: string): boolean {
  const [left, right] = [parseKubernetesVersion(a), parseKubernetesVersion(b)];
  if (left === undefined || right === undefined) return a === b;
  return compareKubernetesVersions(left, right) === 0;
}
