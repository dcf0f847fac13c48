import { CLUSTER_RECORD_NAME, type ClusterRecord } from "../domain/cluster-record";
import { distributionOf } from "../domain/distribution";
import { finishedSteps } from "../domain/host-journal";
import type { HostLocator } from "../domain/host-locator";
import type { NodeSpec } from "../domain/node-spec";
import type { FinishedSteps } from "../plan/pending-steps";
import { getNodes, type ClusterNode } from "../tools/kubectl";
import { concludeRecord, readRecord } from "./adopt/conclude-record";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { reported } from "./events";
import { failureOf } from "./failure-of";
import { returningControlPlane, othersFirst } from "./living-control-plane";
import { withMembershipLock } from "./membership-lock";
import type { NodeContext } from "./phases/node/context";
import { reporterOf } from "./reporter-of";
import { runWorkflow } from "./run-workflow";
import { runtimes } from "./runtimes";
import { upgradeWorker } from "./upgrade/upgrade-worker";
import { visitHost, type HostCall, type HostVisit } from "./visit-host";

/** A node, and for which object. */
export interface NodeRequest {
  readonly spec: NodeSpec;
  /** Steps that finished but were undone from outside; they run again. Default: none. */
  readonly drifted?: readonly string[];
  readonly signal: AbortSignal;
}

/** How far a node has come. */
export interface NodeOutcome {
  readonly finished: FinishedSteps;
  readonly node: ClusterNode | undefined;
  readonly failure?: unknown;
}

/**
 * Makes a prepared host a node, from wherever it stands.
 *
 * @throws when the host or every control plane cannot be reached, or the host is not prepared: then nothing was changed.
 */
export async function joinNode(
  environment: PipelineEnvironment,
  request: NodeRequest,
): Promise<NodeOutcome> {
  const { spec, signal } = request;
  const report = reporterOf(environment, nodeCall(request, undefined));
  const { api, cluster } = await reported(report, "ask-cluster", environment.clock, async () => {
    const ways = othersFirst(spec.controlPlanes, spec.host);
    const living = await returningControlPlane(environment, ways, signal);
    return { api: living, cluster: await clusterOf(living) };
  });
  requireDistribution(cluster, spec);
  return visitHost(environment, nodeCall(request, certainName(cluster)), async (visit) => {
    requirePrepared(visit, spec);
    const context = nodeContext(environment, request, visit, api, cluster);
    const failure = await failureOf(async () => {
      await runWorkflow(runtimes[spec.distribution].joinPhases, context, spec, [
        ...(request.drifted ?? []),
        ...(await stepsOfGoneNode(api, spec, visit)),
      ]);
      await upgradeWorker(environment.runId, context, spec);
    });
    environment.views.forget(spec.clusterId);
    return {
      finished: finishedSteps(visit.journal.current),
      node: failure === undefined ? await findNode(api, spec) : undefined,
      ...(failure === undefined ? {} : { failure }),
    };
  });
}

/** The record that the cluster keeps of itself, or what it shows instead where somebody else made it. */
export async function clusterOf(api: HostSession): Promise<ClusterRecord> {
  const record = (await readRecord(api)) ?? (await concludeRecord(api));
  if (record !== undefined) return record;
  throw new Error(
    `the cluster has no ConfigMap kube-system/${CLUSTER_RECORD_NAME}, and none of kubeadm to conclude it from: its sealos_cluster is unfinished. Finish it first.`,
  );
}

/** The name of a cluster that knows it; a host is not measured by a guess. */
export function certainName({ name, isNameGuessed }: ClusterRecord): string | undefined {
  return isNameGuessed === true ? undefined : name;
}

function ownerOf({ journal }: HostVisit): string | undefined {
  return journal.current.owner?.cluster;
}

/** How a node's host is called upon. */
export function nodeCall({ spec, signal }: NodeRequest, cluster: string | undefined): HostCall {
  return { locator: spec.host, name: spec.name, cluster, resource: "sealos_node", signal };
}

/** What phases of a node may touch. */
export function nodeContext(
  environment: PipelineEnvironment,
  { spec, signal }: NodeRequest,
  visit: HostVisit,
  api: HostSession,
  cluster: ClusterRecord,
): NodeContext {
  return {
    ...visit,
    api,
    cluster: { ...cluster, name: certainName(cluster) ?? ownerOf(visit) ?? cluster.name },
    // In line here first: those who wait in this process need not ask the cluster whose turn it is.
    membership: (change) =>
      environment.oneAtATime(`control planes of ${spec.clusterId}`)(() =>
        withMembershipLock(api, environment.runId, signal, () =>
          reported(visit.report, "change-membership", visit.clock, change),
        ),
      ),
  };
}

/** Whether a node is that machine, as far as both are known. */
export function isMachineOf({ machineId }: ClusterNode, host: HostLocator): boolean {
  return machineId === "" || host.machineId === undefined || machineId === host.machineId;
}

async function findNode(api: HostSession, { name }: NodeSpec): Promise<ClusterNode | undefined> {
  return (await getNodes(api)).find((node) => node.name === name);
}

/** A host that joined, but is no node of the cluster any more: nothing of its joining stands. */
async function stepsOfGoneNode(
  api: HostSession,
  spec: NodeSpec,
  { journal }: HostVisit,
): Promise<readonly string[]> {
  if (!("join" in finishedSteps(journal.current))) return [];
  const node = await findNode(api, spec);
  return node === undefined ? runtimes[spec.distribution].joinPhases.map(({ step }) => step) : [];
}

/** What was planned is what the other runtime does. */
function requireDistribution(cluster: ClusterRecord, { name, distribution }: NodeSpec): void {
  const found = distributionOf(cluster);
  if (found === distribution) return;
  throw new Error(
    `${name} was planned as a node of ${distribution}, and the cluster is one of ${found}. Set distribution = "${found}" on its sealos_node.`,
  );
}

function requirePrepared({ journal }: HostVisit, { name }: NodeSpec): void {
  if ("bootstrap-postflight" in finishedSteps(journal.current)) return;
  throw new Error(
    `${name} is not prepared: its sealos_host is unfinished, so it does not join. Look at the status of that host; the next apply goes on when it is ready.`,
  );
}
