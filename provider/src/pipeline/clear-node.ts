import { installedPodNetwork } from "../domain/installed-version";
import { API_SERVER_NAME, clusterfilePath } from "../domain/paths";
import { removeHostsName, removePaths } from "../tools/files";
import { cleanUpNode } from "../tools/node-cleanup";
import type { PhaseContext } from "./context";

/** The configuration of Kubernetes on a host: a reset sees by it that there is something to take away. */
export const KUBERNETES_CONFIG = "/etc/kubernetes";

/** Takes away what a node leaves on its host when its runtime is gone: network, hosts entry, kubeconfig, Clusterfile. */
export async function clearNode(
  { host, journal, signal }: PhaseContext,
  cluster: string,
): Promise<void> {
  await cleanUpNode(host, installedPodNetwork(journal.current), { signal });
  await removeHostsName(host, API_SERVER_NAME);
  const clusterfiles = parentOf(clusterfilePath(cluster));
  await removePaths(host, ["/root/.kube", clusterfiles]);
  await host.exec(["rmdir", "--ignore-fail-on-non-empty", parentOf(clusterfiles)], {
    accept: [0, 1],
  });
  await removePaths(host, [KUBERNETES_CONFIG]); // last: what broke off before is done again
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
