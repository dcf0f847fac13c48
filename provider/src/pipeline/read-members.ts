import type { EtcdStanding } from "../plan/quorum";
import type { ClusterNode } from "../tools/kubectl";
import { isToolError } from "../tools/tool-error";
import type { QueryRunner } from "../transports/runner";
import { etcdStanding } from "./quorum";

/** Who makes up the control plane of a cluster. */
export interface ClusterMembers {
  /** Names of the nodes that are control planes. */
  readonly controlPlanes: readonly string[];
  /** The members of etcd; none where it does not run on the control planes, or does not tell. */
  readonly etcd: readonly EtcdStanding[];
}

/** The control planes among these nodes, and the members of their etcd. */
export async function readMembers(
  api: QueryRunner,
  nodes: readonly ClusterNode[],
): Promise<ClusterMembers> {
  const controlPlanes = nodes.filter(({ role }) => role === "control-plane");
  return { controlPlanes: controlPlanes.map(({ name }) => name), etcd: await membersOf(api) };
}

async function membersOf(api: QueryRunner): Promise<readonly EtcdStanding[]> {
  try {
    return await etcdStanding(api);
  } catch (error) {
    if (isToolError(error)) return [];
    throw error;
  }
}
