import type { Change } from "./change";
import { effectOf, harshest, type Disturbance } from "./effects";
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
  const shared = sharedDisturbances(machines, found);
  const hosts = machines.map((machine) =>
    hostReport(machine, found.get(machine) ?? [], shared.get(machine) ?? [], bytesOf(machine)),
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

/** What lines that stand at one machine of a cluster do to the others, too: a setting that all control planes take over. */
function sharedDisturbances(
  machines: readonly Machine[],
  found: ReadonlyMap<Machine, readonly StepReport[]>,
): ReadonlyMap<Machine, readonly Disturbance[]> {
  const effects = [...found].flatMap(([{ cluster, isServing }, steps]) =>
    steps.flatMap(({ text }) => {
      const effect = text === null ? undefined : effectOf(text, isServing);
      return effect?.reach === undefined ? [] : [{ cluster, ...effect }];
    }),
  );
  return new Map(
    machines.map((machine) => [
      machine,
      effects
        .filter(({ cluster, reach }) => {
          const isReached = reach === "nodes" || machine.role === "control-plane";
          return cluster === machine.cluster && machine.isServing && isReached;
        })
        .map(({ disturbance }) => disturbance),
    ]),
  );
}

function hostReport(
  machine: Machine,
  planned: readonly StepReport[],
  shared: readonly Disturbance[],
  bytes: number,
): HostReport {
  const steps = planned.map((step) => (isFoundingJoin(step, planned) ? harmless(step) : step));
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
    disturbance: harshest([...steps.map(({ disturbance }) => disturbance), ...shared]),
    bytes,
  };
}

/** Whether it is the join of the control plane that has just founded the cluster: it finds itself a member. */
function isFoundingJoin({ step }: StepReport, all: readonly StepReport[]): boolean {
  return step === "join" && all.some((other) => isFounding(other));
}

function isFounding({ step }: StepReport): boolean {
  return step === "kubeadm-init" || step === "k3s-init";
}

function harmless(step: StepReport): StepReport {
  return { ...step, disturbance: "none" };
}

/** A text before and after; null where neither is known, or there is no object. */
export function moveOf(change: Change | undefined, name: string): Move {
  if (change === undefined) return null;
  const from = textAt(change.before, name) ?? null;
  const to = textAt(change.after, name) ?? null;
  return from === null && to === null && !isOpen(change.unknown[name]) ? null : { from, to };
}
