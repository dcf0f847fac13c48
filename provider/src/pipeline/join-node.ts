import {
  parseClusterRecord,
  CLUSTER_RECORD_NAME,
  type ClusterRecord,
} from "../domain/cluster-record";
import { finishedSteps } from "../domain/host-journal";
import type { NodeSpec } from "../domain/node-spec";
import type { FinishedSteps } from "../plan/pending-steps";
import { getNodes, readSystemConfigMap, type ClusterNode } from "../tools/kubectl";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { reported } from "./events";
import { failureOf } from "./failure-of";
import { livingControlPlane } from "./living-control-plane";
import { withMembershipLock } from "./membership-lock";
import type { NodeContext } from "./phases/node/context";
import { reporterOf } from "./reporter-of";
import { runWorkflow } from "./run-workflow";
import { lookAtHost, visitHost, type HostCall, type HostVisit } from "./visit-host";
import { joinNodePhases } from "./workflows/join-node";

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
    const living = await livingControlPlane(environment, spec.controlPlanes, signal);
    return { api: living, cluster: await clusterOf(living) };
  });
  return visitHost(environment, nodeCall(request, cluster.name), async (visit) => {
    requirePrepared(visit, spec);
    const context = nodeContext(environment, request, visit, api, cluster);
    const failure = await failureOf(() =>
      runWorkflow(joinNodePhases, context, spec, request.drifted),
    );
    return {
      finished: finishedSteps(visit.journal.current),
      node: failure === undefined ? await findNode(api, spec) : undefined,
      ...(failure === undefined ? {} : { failure }),
    };
  });
}

/** What the cluster says of a node; `node` undefined means that it is not a member. */
export async function readNode(
  environment: PipelineEnvironment,
  request: NodeRequest,
): Promise<{ readonly finished: FinishedSteps; readonly node: ClusterNode | undefined }> {
  const api = await livingControlPlane(environment, request.spec.controlPlanes, request.signal);
  const node = await findNode(api, request.spec);
  const { journal } = await lookAtHost(environment, nodeCall(request, undefined));
  return { finished: finishedSteps(journal), node };
}

/** The record that the cluster keeps of itself. */
export async function clusterOf(api: HostSession): Promise<ClusterRecord> {
  const record = parseClusterRecord(await readSystemConfigMap(api, CLUSTER_RECORD_NAME));
  if (record !== undefined) return record;
  throw new Error(
    `the cluster has no ConfigMap kube-system/${CLUSTER_RECORD_NAME}, so it was not made by sealos_cluster or that object is unfinished. Finish it first.`,
  );
}

/** How a node's host is called upon. */
export function nodeCall({ spec, signal }: NodeRequest, cluster: string | undefined): HostCall {
  return { locator: spec.host, name: spec.name, cluster, resource: "sealos_node", signal };
}

/** What phases of a node may touch. */
export function nodeContext(
  environment: PipelineEnvironment,
  { signal }: NodeRequest,
  visit: HostVisit,
  api: HostSession,
  cluster: ClusterRecord,
): NodeContext {
  return {
    ...visit,
    api,
    cluster,
    membership: (change) => withMembershipLock(api, environment.runId, signal, change),
  };
}

/** The node object of that name. */
export async function findNode(
  api: HostSession,
  { name }: NodeSpec,
): Promise<ClusterNode | undefined> {
  return (await getNodes(api)).find((node) => node.name === name);
}

function requirePrepared({ journal }: HostVisit, { name }: NodeSpec): void {
  if ("bootstrap-postflight" in finishedSteps(journal.current)) return;
  throw new Error(
    `${name} is not prepared: its sealos_host is unfinished, so it does not join. Look at the status of that host; the next apply goes on when it is ready.`,
  );
}
