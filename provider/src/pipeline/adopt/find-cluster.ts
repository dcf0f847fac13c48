import { formatHostId, type HostLocator } from "../../domain/host-locator";
import { getNodes, readClusterUid, type ClusterNode } from "../../tools/kubectl";
import type { HostSession } from "../context";
import type { PipelineEnvironment } from "../environment";
import { livingControlPlane } from "../living-control-plane";
import { lookAtHost, type HostSight } from "../visit-host";

/** A cluster that was found through one of its control planes. */
export interface FoundCluster {
  readonly api: HostSession;
  readonly uid: string;
  /** By name. */
  readonly nodes: readonly ClusterNode[];
  /** The machine that was asked. */
  readonly sight: HostSight;
  /** The machine of a node, as its `sealos_host` knows it. */
  readonly reach: (node: ClusterNode) => Promise<FoundMachine>;
}

export type { ClusterNode };

/** A machine of a cluster. */
export interface FoundMachine {
  readonly locator: HostLocator;
  /** The `id` of its `sealos_host`. */
  readonly id: string;
  readonly host: HostSession;
}

/** The `id` of the `sealos_host` of every control plane, by node name. */
export async function controlPlaneIds({
  nodes,
  reach,
}: FoundCluster): Promise<Readonly<Record<string, string>>> {
  const members = nodes.filter(({ role }) => role === "control-plane");
  const ids = await Promise.all(
    members.map(async (node) => [node.name, (await reach(node)).id] as const),
  );
  return Object.fromEntries(ids);
}

/**
 * Finds the cluster that a machine is a control plane of. Its other machines are reached at the addresses that the cluster
 * knows, in the same way as the first.
 *
 * @throws Error when the machine is none, or its API does not answer.
 */
export async function findCluster(
  environment: PipelineEnvironment,
  locator: HostLocator,
  signal: AbortSignal,
): Promise<FoundCluster> {
  const { address: name } = locator;
  const call = { locator, name, cluster: undefined, resource: "import", signal };
  const sight = await lookAtHost(environment, call);
  if (!sight.facts.kubernetes.hasAdminConfig) {
    throw new Error(
      `${name} is no control plane: it has no /etc/kubernetes/admin.conf. Give the address of a control plane of the cluster.`,
    );
  }
  const api = await livingControlPlane(environment, [locator], signal);
  const [uid, nodes] = await Promise.all([
    readClusterUid(api, { signal }),
    getNodes(api, { signal }),
  ]);
  return {
    ...{ api, uid, sight },
    nodes: nodes.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    reach: async (node) => {
      const isFirst = node.machineId === sight.facts.machineId;
      const to = isFirst ? locator : { ...locator, hostKey: undefined, address: node.internalIp };
      const host = isFirst ? sight.host : await environment.connector.connect(to, signal);
      const found = { ...to, machineId: node.machineId, hostKey: host.hostKeyFingerprint };
      return { locator: found, id: formatHostId(found), host };
    },
  };
}
