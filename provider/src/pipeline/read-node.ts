import { finishedSteps } from "../domain/host-journal";
import type { NodeSpec } from "../domain/node-spec";
import type { FinishedSteps } from "../plan/pending-steps";
import type { ClusterNode } from "../tools/kubectl";
import { viewCluster } from "./cluster-view";
import type { PipelineEnvironment } from "./environment";
import { isMachineOf, nodeCall, type NodeRequest } from "./join-node";
import { lookAtHost } from "./visit-host";

/** What the cluster says of a node. */
export interface NodeReading {
  /** Undefined: the cluster has no node of that name. */
  readonly node: ClusterNode | undefined;
  /** Whether the node is the machine that it was. */
  readonly isSame: boolean;
}

/**
 * What the cluster says of a node, from the one answer that serves all nodes of this run.
 *
 * @throws Error where no control plane of that cluster answers.
 */
export async function readNode(
  environment: PipelineEnvironment,
  { clusterId, controlPlanes, host, name }: NodeSpec,
  signal: AbortSignal,
): Promise<NodeReading> {
  const { nodes } = await viewCluster(environment, clusterId, controlPlanes, signal);
  const node = nodes.find((one) => one.name === name);
  return { node, isSame: node === undefined || isMachineOf(node, host) };
}

/** How far a node that is unfinished has come, by the journal of its host. */
export async function readNodeSteps(
  environment: PipelineEnvironment,
  request: NodeRequest,
): Promise<FinishedSteps> {
  return finishedSteps((await lookAtHost(environment, nodeCall(request, undefined))).journal);
}
