import { distributionOf } from "../domain/distribution";
import { parseKubernetesVersion } from "../domain/kubernetes-version";
import type { NodeSpec } from "../domain/node-spec";
import { poll } from "../lib/poll";
import { deleteNode, drainNode, getNodes, type ClusterNode } from "../tools/kubectl";
import { CLUSTER_STEPS, hasBegun, keepClusterSteps, readClusterSteps } from "./cluster-home";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { isAway, isClusterSilent, reasonOf } from "./errors";
import { reported } from "./events";
import { forgetControlPlane } from "./forget-control-plane";
import {
  certainName,
  clusterOf,
  isMachineOf,
  nodeCall,
  nodeContext,
  type NodeRequest,
} from "./join-node";
import { othersFirst, withControlPlane } from "./living-control-plane";
import { withMembershipLock } from "./membership-lock";
import { etcdStanding, removeEtcdMember, requireMajorityWithout } from "./quorum";
import { reporterOf } from "./reporter-of";
import { undoWorkflow } from "./run-workflow";
import { runtimes } from "./runtimes";
import { visitHost, type HostVisit } from "./visit-host";

/** What leaving left undone, for a warning. */
export type LeaveNote = "left" | "last-control-plane" | "host-unreachable" | "cluster-silent";

/**
 * Takes a node out of its cluster: drained, out of etcd, its object deleted, its host reset. The last control plane
 * stays what it is: it goes with the cluster. A host that cannot be reached is taken out from the others' side, once the
 * cluster has lost it too.
 *
 * @throws when the control planes that stay would be no majority, or the host is silent while its kubelet is not.
 */
export async function leaveCluster(
  environment: PipelineEnvironment,
  request: NodeRequest,
): Promise<LeaveNote> {
  const { spec, signal } = request;
  const isLeaving = environment.departures.announce(spec.clusterId, spec.name);
  const leave = (): Promise<LeaveNote> =>
    withControlPlane(environment, othersFirst(spec.controlPlanes, spec.host), signal, (api) =>
      leaveBy(environment, request, api, isLeaving),
    );
  try {
    // One after the other here, so that none relies on a control plane of this run that is about to go.
    return await (spec.role === "control-plane"
      ? environment.oneAtATime(`control planes of ${spec.clusterId}`)(leave)
      : leave());
  } catch (error) {
    if (!environment.forgetsUnreachable || !isClusterSilent(error)) throw error;
    environment.departures.abandon(spec.host);
    return "cluster-silent";
  } finally {
    environment.views.forget(spec.clusterId);
  }
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
  if (spec.role === "control-plane" && (await isLast(api, spec.name, others))) {
    return "last-control-plane";
  }
  const node = nodes.find((one) => one.name === spec.name && isMachineOf(one, spec.host));
  const staying = others.filter(({ name }) => !isLeaving(name));
  const leave = async (): Promise<LeaveNote> => {
    if (spec.role === "control-plane") await requireMajorityWithout(api, spec.name);
    const silence = await silenceOf(environment, request);
    if (silence !== undefined) return leaveUnreached(environment, request, api, node, silence);
    if (node !== undefined) await drain(api, spec, node, staying, signal);
    return resetAndForget(environment, request, api, node);
  };
  return spec.role === "control-plane"
    ? withMembershipLock(api, environment.runId, signal, () =>
        reported(
          reporterOf(environment, nodeCall(request, undefined)),
          "change-membership",
          environment.clock,
          leave,
        ),
      )
    : leave();
}

/** Whether nobody else has what the cluster is. A control plane whose departure broke off is a node still, but no member of etcd. */
async function isLast(
  api: HostSession,
  name: string,
  others: readonly ClusterNode[],
): Promise<boolean> {
  if (!others.some(({ role }) => role === "control-plane")) return true;
  const members = await etcdStanding(api);
  return members.length > 0 && members.every((member) => member.name === name);
}

/** Why the host cannot be reached; undefined where it can. */
async function silenceOf(
  { connector }: PipelineEnvironment,
  { spec, signal }: NodeRequest,
): Promise<unknown> {
  try {
    await connector.connect(spec.host, signal);
    return undefined;
  } catch (error) {
    if (isAway(error)) return error;
    throw error;
  }
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
  node: ClusterNode | undefined,
): Promise<LeaveNote> {
  try {
    await resetHost(environment, request, api);
  } catch (error) {
    if (!isAway(error)) throw error;
    // It was there a moment ago: a machine that restarts, or whose cable is out, is no dead one.
    if (!(await comesBack(environment, request))) {
      return leaveUnreached(environment, request, api, node, error);
    }
    await resetHost(environment, request, api);
  }
  await forget(api, request.spec, node);
  return "left";
}

async function resetHost(
  environment: PipelineEnvironment,
  request: NodeRequest,
  api: HostSession,
): Promise<void> {
  const cluster = await clusterOf(api);
  await visitHost(environment, nodeCall(request, certainName(cluster)), async (visit) => {
    await handOver(visit, api, request.spec);
    const context = nodeContext(environment, request, visit, api, cluster);
    const { reset, joinPhases } = runtimes[distributionOf(cluster)];
    await leaveEtcd(api, request.spec);
    await reset(context, context.cluster.name);
    await undoWorkflow(joinPhases, context, request.spec);
  });
}

/**
 * A control plane goes out of etcd first, because a member that is lost counts in every majority: lost in the middle of its reset, it would
 * leave the other of two without one.
 */
async function leaveEtcd(api: HostSession, { name, role }: NodeSpec): Promise<void> {
  if (role === "control-plane") await removeEtcdMember(api, { name });
}

const RETURN_LIMIT_MS = 60_000;

async function comesBack(environment: PipelineEnvironment, request: NodeRequest): Promise<boolean> {
  const isBack = async (): Promise<boolean> =>
    (await silenceOf(environment, request)) === undefined;
  const { signal } = request;
  return poll(isBack, { limitMs: RETURN_LIMIT_MS, pauseMs: LOST_PAUSE_MS, signal });
}

/** The cluster keeps its steps where they were at home here; another control plane inherits them. */
async function handOver(
  { journal }: HostVisit,
  api: HostSession,
  { name }: NodeSpec,
): Promise<void> {
  if (!hasBegun(journal.current)) return;
  const kept = await readClusterSteps(api);
  if (kept === undefined || kept.home === name) await keepClusterSteps(api, journal.current, null);
  await journal.forget(CLUSTER_STEPS);
}

const LOST_LIMIT_MS = 2 * 60_000;
const LOST_PAUSE_MS = 1_000;

/**
 * The kubelet of a machine that still reports would make its node anew, and its etcd would be in nobody's books: the cluster
 * must have lost the machine as well.
 */
async function leaveUnreached(
  environment: PipelineEnvironment,
  { spec, signal }: NodeRequest,
  api: HostSession,
  node: ClusterNode | undefined,
  silence: unknown,
): Promise<LeaveNote> {
  const isLost = async (): Promise<boolean> =>
    !(await getNodes(api, { signal })).some(({ name, ready }) => name === node?.name && ready);
  if (!(await poll(isLost, { limitMs: LOST_LIMIT_MS, pauseMs: LOST_PAUSE_MS, signal }))) {
    throw new Error(
      `${spec.name} cannot be reached over SSH, but its kubelet goes on reporting to the cluster, so the machine lives. Nothing was changed. Mend the way to it; or, where it is to be given up, switch it off. Then apply again.\n${reasonOf(silence)}`,
    );
  }
  await leaveEtcd(api, spec);
  await forget(api, spec, node);
  environment.departures.abandon(spec.host);
  return "host-unreachable";
}

/** Out of the cluster's books, once it is out of etcd. */
async function forget(
  api: HostSession,
  { name, role }: NodeSpec,
  node: ClusterNode | undefined,
): Promise<void> {
  if (role === "control-plane") await forgetControlPlane(api, name);
  if (node !== undefined) await deleteNode(api, name);
}
