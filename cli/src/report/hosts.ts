import type { Change } from "./change";
import { harshest } from "./effects";
import { clusterName, isOpen, type Inventory, type Machine } from "./inventory";
import type { HostReport, Move, StepReport } from "./report-schema";
import { departureSteps, linesOf, stepOf } from "./steps";
import { textAt } from "./tree";

/** Machines with all that will happen to them, and the lines of clusters that are about none of them. */
export interface HostSteps {
  readonly hosts: readonly HostReport[];
  /** Address of a `sealos_cluster` → lines that name no machine of the plan. */
  readonly elsewhere: ReadonlyMap<string, readonly StepReport[]>;
}

/** Gathers the steps of every machine in the order in which they run: host, then cluster, then node. */
export function hostSteps(
  { machines, clusters }: Inventory,
  bytesOf: (machine: Machine) => number,
): HostSteps {
  const find = machineFinder(machines);
  const going = clusters.filter(({ action }) => action === "delete" || action === "replace");
  const goes = (name: string): boolean => going.some((cluster) => clusterName(cluster) === name);
  const found = new Map<Machine, StepReport[]>(
    machines.map((machine) => [machine, [...departureSteps(machine, goes(machine.cluster))]]),
  );
  const elsewhere = new Map<string, StepReport[]>();
  for (const machine of machines) add(found, find, machine.host, machine);
  for (const cluster of clusters) elsewhere.set(cluster.address, addCluster(found, find, cluster));
  for (const machine of machines) add(found, find, machine.node, machine);
  const hosts = machines.map((machine) =>
    hostReport(machine, found.get(machine) ?? [], bytesOf(machine)),
  );
  return { hosts, elsewhere };
}

type Finder = (name: string | undefined, cluster?: string) => Machine | undefined;

function machineFinder(machines: readonly Machine[]): Finder {
  const byName = new Map<string, Machine>();
  for (const machine of machines) {
    for (const alias of machine.aliases) byName.set(`${machine.cluster}/${alias}`, machine);
  }
  return (name, cluster = "default") =>
    name === undefined ? undefined : byName.get(`${cluster}/${name}`);
}

function add(
  found: Map<Machine, StepReport[]>,
  find: Finder,
  change: Change | undefined,
  own: Machine,
): void {
  if (change === undefined) return;
  for (const line of linesOf(change)) {
    const machine = find(line.host, own.cluster) ?? own;
    found.get(machine)?.push(stepOf(change.address, line, machine.isServing));
  }
}

function addCluster(
  found: Map<Machine, StepReport[]>,
  find: Finder,
  cluster: Change,
): StepReport[] {
  const rest: StepReport[] = [];
  const name = textAt(cluster.after, "name");
  for (const line of linesOf(cluster)) {
    const machine = find(line.host, name);
    const step = stepOf(cluster.address, line, machine?.isServing ?? cluster.action === "update");
    (machine === undefined ? rest : found.get(machine))?.push(step);
  }
  return rest;
}

function hostReport(machine: Machine, steps: readonly StepReport[], bytes: number): HostReport {
  const { host, node } = machine;
  const isTouched = steps.length > 0 && machine.action === "none";
  return {
    name: machine.name,
    cluster: machine.cluster,
    role: machine.role,
    serves_registry: machine.servesRegistry,
    is_serving: machine.isServing,
    action: isTouched ? "update" : machine.action,
    resources: { host: host?.address ?? null, node: node?.address ?? null },
    kubelet: moveOf(node, "kubelet_version"),
    steps: [...steps],
    disturbance: harshest(steps.map(({ disturbance }) => disturbance)),
    bytes,
  };
}

/** A text before and after; null where neither is known, or there is no object. */
export function moveOf(change: Change | undefined, name: string): Move {
  if (change === undefined) return null;
  const from = textAt(change.before, name) ?? null;
  const to = textAt(change.after, name) ?? null;
  return from === null && to === null && !isOpen(change.unknown[name]) ? null : { from, to };
}
