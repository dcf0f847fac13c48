import { parseKubernetesVersion } from "../domain/kubernetes-version";
import type { NodeSpec } from "../domain/node-spec";
import { listMembers, removeMember } from "../tools/etcd";
import { deleteNode, drainNode, getNodes, type ClusterNode } from "../tools/kubectl";
import { isTransportError } from "../transports/errors";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { clusterOf, nodeCall, nodeContext, type NodeRequest } from "./join-node";
import { withControlPlane } from "./living-control-plane";
import { withMembershipLock } from "./membership-lock";
import { resetKubernetes } from "./reset-kubernetes";
import { undoWorkflow } from "./run-workflow";
import { visitHost } from "./visit-host";
import { joinNodePhases } from "./workflows/join-node";

/** What leaving left undone, for a warning. */
export type LeaveNote = "left" | "last-control-plane" | "host-unreachable";

/**
 * Takes a node out of its cluster: drained, out of etcd, its object deleted, its host reset. The last control plane
 * stays what it is: it goes with the cluster. A host that cannot be reached is taken out from the others' side.
 */
export async function leaveCluster(
  environment: PipelineEnvironment,
  request: NodeRequest,
): Promise<LeaveNote> {
  const { spec, signal } = request;
  const isLeaving = environment.departures.announce(spec.clusterId, spec.name);
  const leave = (): Promise<LeaveNote> =>
    withControlPlane(environment, apiOrder(spec), signal, (api) =>
      leaveBy(environment, request, api, isLeaving),
    );
  // One after the other here, so that none relies on a control plane of this run that is about to go.
  return spec.role === "control-plane"
    ? environment.oneAtATime(`control planes of ${spec.clusterId}`)(leave)
    : leave();
}

async function leaveBy(
  environment: PipelineEnvironment,
  request: NodeRequest,
  api: HostSession,
  isLeaving: (other: string) => boolean,
): Promise<LeaveNote> {
  const { spec, signal } = request;
  const nodes = await getNodes(api, { signal });
  const others = nodes.filter(({ name }) => name !== spec.name);
  if (spec.role === "control-plane" && !others.some(({ role }) => role === "control-plane")) {
    return "last-control-plane";
  }
  const node = nodes.find(({ name }) => name === spec.name);
  const staying = others.filter(({ name }) => !isLeaving(name));
  if (node !== undefined) await drain(api, spec, node, staying, signal);
  const leave = (): Promise<LeaveNote> => resetAndForget(environment, request, api);
  return spec.role === "control-plane"
    ? withMembershipLock(api, environment.runId, signal, leave)
    : leave();
}

/** Another control plane answers better than the one that leaves. */
function apiOrder({ controlPlanes, host }: NodeSpec): NodeSpec["controlPlanes"] {
  const isOwn = (locator: NodeSpec["host"]): boolean =>
    locator.address === host.address && locator.port === host.port;
  return [...controlPlanes.filter((one) => !isOwn(one)), ...controlPlanes.filter(isOwn)];
}

/** Draining helps only where the pods can go to a node that stays, and where the kubelet can end them. */
async function drain(
  api: HostSession,
  spec: NodeSpec,
  node: ClusterNode,
  staying: readonly ClusterNode[],
  signal: AbortSignal,
): Promise<void> {
  const hasRefuge = staying.some(
    ({ ready, unschedulable, role }) => ready && !unschedulable && role === "worker",
  );
  const kubernetes = parseKubernetesVersion(node.version);
  if (!spec.drain.enabled || !hasRefuge || !node.ready || kubernetes === undefined) return;
  await drainNode(api, spec.name, spec.drain, kubernetes, { signal });
}

async function resetAndForget(
  environment: PipelineEnvironment,
  request: NodeRequest,
  api: HostSession,
): Promise<LeaveNote> {
  const cluster = await clusterOf(api);
  try {
    await visitHost(environment, nodeCall(request, cluster.name), async (visit) => {
      const context = nodeContext(environment, request, visit, api, cluster);
      await resetKubernetes(context, cluster.name);
      await undoWorkflow(joinNodePhases, context, request.spec);
    });
    await deleteNode(api, request.spec.name);
    return "left";
  } catch (error) {
    if (!isTransportError(error) || error.kind === "cancelled") throw error;
    await removeEtcdMember(api, request.spec);
    await deleteNode(api, request.spec.name);
    return "host-unreachable";
  }
}

async function removeEtcdMember(api: HostSession, { name, role }: NodeSpec): Promise<void> {
  if (role !== "control-plane") return;
  const member = (await listMembers(api)).find((one) => one.name === name);
  if (member !== undefined) await removeMember(api, member.id);
}
