import fc from "fast-check";
import type { ClusterSpec } from "../../../../../provider/src/domain/cluster-spec";
import { finishedSteps } from "../../../../../provider/src/domain/host-journal";
import type { HostSpec } from "../../../../../provider/src/domain/host-spec";
import type { NodeSpec } from "../../../../../provider/src/domain/node-spec";
import type { PipelineEvent } from "../../../../../provider/src/pipeline/events";
import { initCluster } from "../../../../../provider/src/pipeline/init-cluster";
import { joinNode } from "../../../../../provider/src/pipeline/join-node";
import { intentsOf } from "../../../../../provider/src/pipeline/phase";
import { prepareHost } from "../../../../../provider/src/pipeline/prepare-host";
import { readCluster } from "../../../../../provider/src/pipeline/read-cluster";
import { upgradeIntents } from "../../../../../provider/src/pipeline/upgrade/upgrade-control-planes";
import { upgradeSpecOf } from "../../../../../provider/src/pipeline/upgrade/upgrade-worker";
import { initClusterPhases } from "../../../../../provider/src/pipeline/workflows/init-cluster";
import { joinNodePhases } from "../../../../../provider/src/pipeline/workflows/join-node";
import {
  checkHostPhases,
  hostPhasesFor,
  type HostStanding,
} from "../../../../../provider/src/pipeline/workflows/prepare-host";
import { beforeUpgradePhases } from "../../../../../provider/src/pipeline/workflows/upgrade-cluster";
import { upgradeNodePhases } from "../../../../../provider/src/pipeline/workflows/upgrade-node";
import {
  pendingSteps,
  type FinishedSteps,
  type StepIntent,
} from "../../../../../provider/src/plan/pending-steps";
import { aClusterSpec, aHostSpec, aMount } from "../../../../support/builders";
import { aRunningCluster, signal, type RunningCluster } from "./running-cluster";

const OLD = "v1.31.0";

/** A cluster of some size, where it goes, what else changes in the same apply, and the node whose kubeadm fails at first. */
interface Upgrade {
  readonly controlPlanes: readonly string[];
  readonly workers: readonly string[];
  readonly to: string;
  readonly certSans: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly broken: string | undefined;
}

const upgrades: fc.Arbitrary<Upgrade> = fc
  .record({
    controlPlanes: fc.integer({ min: 1, max: 3 }).map((n) => ["cp-1", "cp-2", "cp-3"].slice(0, n)),
    workers: fc.integer({ min: 0, max: 2 }).map((n) => ["worker-1", "worker-2"].slice(0, n)),
    to: fc.constantFrom("v1.31.1", "v1.32.0"),
    certSans: fc.constantFrom<readonly string[]>([], ["api.example.org"]),
    labels: fc.constantFrom<Readonly<Record<string, string>>>({}, { pool: "db" }),
    break: fc.option(fc.nat(), { nil: undefined }),
  })
  .map(({ break: at, ...rest }) => {
    const names = [...rest.controlPlanes, ...rest.workers];
    return { ...rest, broken: at === undefined ? undefined : names[at % names.length] };
  });

describe("an upgrade does what was planned, in that order", () => {
  it("on every host, control planes and workers, after a failure, too", () =>
    fc.assert(
      fc.asyncProperty(upgrades, async (upgrade) => {
        const cluster = await aRunningCluster();
        for (const name of upgrade.controlPlanes) await cluster.join(name, "control-plane");
        for (const name of upgrade.workers) await cluster.join(name, "worker");
        for (const name of namesOf(upgrade)) await expectStaging(cluster, upgrade, name);
        if (upgrade.broken !== undefined) {
          cluster.machine(upgrade.broken).breakUnits(/kubeadm-upgrade/, "etcd is slow");
        }
        await expectClusterUpgrade(cluster, upgrade);
        for (const name of upgrade.workers) await expectWorkerUpgrade(cluster, upgrade, name);
        for (const name of namesOf(upgrade)) await expectNothingLeft(cluster, upgrade, name);
      }),
      { numRuns: 12 },
    ));
});

function namesOf({ controlPlanes, workers }: Upgrade): readonly string[] {
  return [...controlPlanes, ...workers];
}

const stepsIn = (intents: readonly StepIntent[], finished: FinishedSteps): readonly string[] =>
  pendingSteps(intents, finished).map(({ step }) => step);

/** Names of the steps of a workflow that finished since `before`, in order; a step of one node says which. */
function ranSince(
  { world: { events } }: RunningCluster,
  before: number,
  steps: readonly string[],
): readonly string[] {
  const isOurs = ({ type, step }: PipelineEvent): boolean =>
    type === "step-finished" && steps.includes(step);
  return events
    .slice(before)
    .filter(isOurs)
    .map(({ step, host }) => (step === "upgrade-node" ? `${step} ${host}` : step));
}

const namesIn = (...workflows: readonly (readonly { readonly step: string }[])[]) =>
  workflows.flat().map(({ step }) => step);

// Hosts

const mountOf = ({ to }: Upgrade) =>
  aMount({ image: `labring/kubernetes:${to}`, version: to, digest: to, treeDigest: to });

const hostSpec = (cluster: RunningCluster, upgrade: Upgrade, name: string): HostSpec =>
  aHostSpec({
    name,
    address: cluster.locator(name).address,
    roles: name === "cp-1" ? ["control-plane", "registry"] : ["worker"],
    registry: { domain: null, port: null, address: name === "cp-1" ? null : "192.0.2.1" },
    images: [mountOf(upgrade)],
  });

const hostPhases = (standing: HostStanding, to: string) => [
  ...checkHostPhases,
  ...hostPhasesFor(standing, to),
];

function applyHost(cluster: RunningCluster, upgrade: Upgrade, name: string) {
  const spec = hostSpec(cluster, upgrade, name);
  const request = { locator: cluster.locator(name), spec, generation: "g1", signal };
  return prepareHost(cluster.world.environment, request);
}

async function expectStaging(
  cluster: RunningCluster,
  upgrade: Upgrade,
  name: string,
): Promise<void> {
  const finished = finishedOn(cluster, name);
  const phases = hostPhases({ isMember: true, installed: OLD }, upgrade.to);
  const planned = stepsIn(intentsOf(phases, hostSpec(cluster, upgrade, name)), finished);
  expect(planned).toContain("stage-bootstrap");
  const before = cluster.world.events.length;
  const { failure } = await applyHost(cluster, upgrade, name);
  expect(failure).toBeUndefined();
  expect(ranSince(cluster, before, namesIn(phases))).toEqual(planned);
}

async function expectNothingLeft(
  cluster: RunningCluster,
  upgrade: Upgrade,
  name: string,
): Promise<void> {
  const before = cluster.world.events.length;
  const { finished, installed } = await applyHost(cluster, upgrade, name);
  const phases = hostPhases({ isMember: true, installed }, upgrade.to);
  expect(installed).toBe(upgrade.to);
  expect(ranSince(cluster, before, namesIn(phases))).toEqual([]);
  expect(stepsIn(intentsOf(phases, hostSpec(cluster, upgrade, name)), finished)).toEqual([]);
}

function finishedOn(cluster: RunningCluster, name: string): FinishedSteps {
  return finishedSteps(cluster.machine(name).journal!);
}

// Control planes

const clusterSpec = (
  cluster: RunningCluster,
  { controlPlanes, certSans, ...to }: Upgrade,
): ClusterSpec =>
  aClusterSpec({
    rootfs: mountOf({ controlPlanes, certSans, ...to }),
    certSans,
    controlPlanes: controlPlanes.map((node) => ({ node, locator: cluster.locator(node) })),
  });

async function planCluster(cluster: RunningCluster, spec: ClusterSpec): Promise<readonly string[]> {
  const request = { spec, isMade: true, signal };
  const { finished, facts } = await readCluster(cluster.world.environment, request);
  const intents = [
    ...upgradeIntents(spec, facts!.standings),
    ...intentsOf(initClusterPhases, spec),
  ];
  return stepsIn(intents, finished);
}

async function expectClusterUpgrade(cluster: RunningCluster, upgrade: Upgrade): Promise<void> {
  const spec = clusterSpec(cluster, upgrade);
  const steps = namesIn(beforeUpgradePhases, upgradeNodePhases, initClusterPhases);
  const apply = async () => {
    const planned = await planCluster(cluster, spec);
    const before = cluster.world.events.length;
    const { failure } = await initCluster(cluster.world.environment, { spec, signal });
    return { planned, failure, ran: ranSince(cluster, before, steps) };
  };
  let outcome = await apply();
  expect(outcome.planned.filter((step) => step.startsWith("upgrade-node"))).toEqual(
    upgrade.controlPlanes.map((node) => `upgrade-node ${node}`),
  );
  if (outcome.failure !== undefined) {
    expect(upgrade.controlPlanes).toContain(upgrade.broken);
    expect(outcome.planned.slice(0, outcome.ran.length)).toEqual(outcome.ran);
    expect(outcome.planned[outcome.ran.length]).toBe(`upgrade-node ${upgrade.broken}`);
    cluster.machine(upgrade.broken!).mend();
    outcome = await apply();
  }
  expect(outcome.failure).toBeUndefined();
  expect(outcome.ran).toEqual(outcome.planned);
  expect(await planCluster(cluster, spec)).toEqual([]);
}

// Workers

const workerSpec = (cluster: RunningCluster, { to, labels }: Upgrade, name: string): NodeSpec => ({
  ...cluster.node(name, "worker"),
  kubernetesVersion: to,
  labels,
});

function planWorker(cluster: RunningCluster, spec: NodeSpec): readonly string[] {
  const { version = OLD, annotations = {} } = cluster.world.cluster.nodes.get(spec.name)!;
  const isUpgrading = Object.keys(annotations).length > 0;
  const intents = [
    ...intentsOf(joinNodePhases, spec),
    ...intentsOf(upgradeNodePhases, upgradeSpecOf(spec, { version, isUpgrading })),
  ];
  const pending = stepsIn(intents, finishedOn(cluster, spec.name));
  return pending.map((step) => (step === "upgrade-node" ? `${step} ${spec.name}` : step));
}

async function expectWorkerUpgrade(
  cluster: RunningCluster,
  upgrade: Upgrade,
  name: string,
): Promise<void> {
  const spec = workerSpec(cluster, upgrade, name);
  const steps = namesIn(joinNodePhases, upgradeNodePhases);
  const apply = async () => {
    const planned = planWorker(cluster, spec);
    const before = cluster.world.events.length;
    const { failure } = await joinNode(cluster.world.environment, { spec, signal });
    return { planned, failure, ran: ranSince(cluster, before, steps) };
  };
  let outcome = await apply();
  expect(outcome.planned).toContain(`upgrade-node ${name}`);
  if (outcome.failure !== undefined) {
    expect(upgrade.broken).toBe(name);
    expect(outcome.planned.slice(0, outcome.ran.length)).toEqual(outcome.ran);
    cluster.machine(name).mend();
    outcome = await apply();
  }
  expect(outcome.failure).toBeUndefined();
  expect(outcome.ran).toEqual(outcome.planned);
  expect(planWorker(cluster, spec)).toEqual([]);
}
