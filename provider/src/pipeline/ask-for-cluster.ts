import type { HostLocator } from "../domain/host-locator";
import { getNodes, readClusterUid, type ClusterNode } from "../tools/kubectl";
import type { PipelineEnvironment } from "./environment";
import { readKubeconfig, type AdminKubeconfig } from "./read-kubeconfig";

/** A cluster as one of its control planes tells of it. */
export interface ToldCluster {
  readonly uid: string;
  /** Version of the lowest control plane. */
  readonly version: string;
  /** By name. */
  readonly nodes: readonly ClusterNode[];
  readonly kubeconfig: AdminKubeconfig;
}

/** Asks the first control plane that answers for everything that clients of the cluster need. */
export async function askForCluster(
  environment: PipelineEnvironment,
  controlPlanes: readonly HostLocator[],
  signal: AbortSignal,
): Promise<ToldCluster> {
  const { api, kubeconfig } = await readKubeconfig(environment, controlPlanes, signal);
  const [uid, nodes] = await Promise.all([
    readClusterUid(api, { signal }),
    getNodes(api, { signal }),
  ]);
  const versions = nodes.filter(({ role }) => role === "control-plane").map((node) => node.version);
  return {
    uid,
    version: versions.toSorted()[0] ?? "",
    nodes: nodes.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    kubeconfig,
  };
}
