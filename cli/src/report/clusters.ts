import type { Change } from "./change";
import { disturbed } from "./disturbed";
import { moveOf } from "./hosts";
import { clusterName, isOpen, valuesOf, type Inventory } from "./inventory";
import type { Budget } from "./budgets";
import type { ClusterReport, HostReport, StepReport } from "./report-schema";
import { upgradeOf } from "./upgrade";

/** What clusters are told apart from: their hosts, and what only the surroundings know. */
export interface ClusterSurroundings {
  readonly hosts: readonly HostReport[];
  readonly elsewhere: ReadonlyMap<string, readonly StepReport[]>;
  /** The provider's `deletion_protection`; undefined while it is only known after apply. */
  readonly protectsByDefault: boolean | undefined;
  /** Disruption budgets, where somebody looked. */
  readonly budgets: readonly Budget[] | undefined;
}

/** Every cluster of a plan; also one that only its hosts name, as in a stack that prepares machines. */
export function clusterReports(
  { clusters }: Inventory,
  surroundings: ClusterSurroundings,
): readonly ClusterReport[] {
  const named = new Set(clusters.map(clusterName));
  const others = new Set(surroundings.hosts.map(({ cluster }) => cluster));
  return [
    ...clusters.map((change) => clusterReport(clusterName(change), change, surroundings)),
    ...[...others]
      .filter((name) => !named.has(name))
      .map((name) => clusterReport(name, undefined, surroundings)),
  ];
}

function clusterReport(
  name: string,
  change: Change | undefined,
  { hosts: all, elsewhere, protectsByDefault, budgets }: ClusterSurroundings,
): ClusterReport {
  const hosts = all.filter(({ cluster }) => cluster === name);
  const steps = elsewhere.get(change?.address ?? "") ?? [];
  return {
    name,
    address: change?.address ?? null,
    action: change?.action ?? "none",
    deletion_protection: change === undefined ? null : isProtected(change, protectsByDefault),
    control_planes: membersOf(hosts, "control-plane"),
    workers: membersOf(hosts, "worker"),
    version: moveOf(change, "kubernetes_version"),
    steps: [...steps],
    disturbed: disturbed(change, hosts),
    upgrade: upgradeOf(change, hosts, steps, budgets),
  };
}

function isProtected(cluster: Change, byDefault: boolean | undefined): boolean | null {
  if (isOpen(cluster.unknown["deletion_protection"])) return null;
  const own = valuesOf(cluster)["deletion_protection"];
  return typeof own === "boolean" ? own : (byDefault ?? null);
}

function membersOf(
  hosts: readonly HostReport[],
  role: HostReport["role"],
): ClusterReport["control_planes"] {
  const members = hosts.filter((host) => host.role === role);
  return {
    before: members.filter((host) => host.is_serving).map(({ name }) => name),
    after: members
      .filter(({ action, resources }) => action !== "delete" && resources.node !== null)
      .map(({ name }) => name),
  };
}
