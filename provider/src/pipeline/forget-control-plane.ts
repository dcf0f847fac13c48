import { withoutApiEndpoint } from "../domain/kubeadm/cluster-status";
import { patchSystemConfigMap, readSystemConfigMap } from "../tools/kubectl";
import type { Runner } from "../transports/runner";

const NAME = "kubeadm-config";
const KEY = "ClusterStatus";

/**
 * Takes a control plane that could not say goodbye out of what kubeadm up to 1.21 keeps of the API's endpoints. Later versions
 * ask the pods of etcd, which go with their node.
 */
export async function forgetControlPlane(api: Runner, name: string): Promise<void> {
  const before = (await readSystemConfigMap(api, NAME))?.[KEY];
  const after = before === undefined ? undefined : withoutApiEndpoint(before, name);
  if (after !== undefined) await patchSystemConfigMap(api, NAME, { [KEY]: after });
}
