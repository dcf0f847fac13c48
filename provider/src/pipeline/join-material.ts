import type { NodeFacts } from "../domain/kubeadm/computed-documents";
import { uploadDocuments } from "../domain/kubeadm/upload-documents";
import type { KubernetesVersion } from "../domain/kubernetes-version";
import type { Checked } from "../domain/checked";
import { findContainerRuntime } from "../tools/container-runtime";
import { removePaths, writeFile } from "../tools/files";
import { uploadCertificates } from "../tools/kubeadm";
import { readClusterInfo, readSystemConfigMap } from "../tools/kubectl";
import type { CommandOptions, QueryRunner, Runner } from "../transports/runner";

/** What kubeadm must be told of a host that it runs on. */
export async function kubeadmNode(
  host: QueryRunner,
  identity: Pick<NodeFacts, "name" | "address" | "taints">,
): Promise<NodeFacts> {
  const runtime = await findContainerRuntime(host);
  if (runtime === undefined) {
    throw new Error(
      `${host.host} has no container runtime, so kubeadm cannot work there: its sealos_host is not prepared. Look at the status of that host.`,
    );
  }
  return {
    ...identity,
    criSocket: runtime.socket,
    cgroupDriver: runtime.cgroupDriver,
    imageServiceSocket: runtime.imageServiceSocket,
  };
}

/** Documents for kubeadm's phases on a host of a living cluster, from what the cluster keeps of its configuration. */
export async function clusterDocuments(
  api: QueryRunner,
  node: NodeFacts,
  kubernetes: KubernetesVersion,
): Promise<string> {
  const kubeadm = await readSystemConfigMap(api, "kubeadm-config");
  const configuration = kubeadm?.["ClusterConfiguration"];
  if (configuration === undefined) {
    throw new Error(
      "the cluster has no ConfigMap kube-system/kubeadm-config, without which control planes cannot join. Restore it on a control plane: kubeadm init phase upload-config kubeadm --config FILE.",
    );
  }
  return required(uploadDocuments(configuration, node, kubernetes));
}

/**
 * Puts the control planes' certificates into the cluster, encrypted, for two hours; answers the key. The documents it
 * needs are at `path` on the living control plane meanwhile.
 */
export async function uploadJoinCertificates(
  api: Runner,
  documents: string,
  path: string,
): Promise<string> {
  await writeFile(api, path, documents, 0o600);
  try {
    return await uploadCertificates(api, path);
  } finally {
    await removePaths(api, [path]);
  }
}

/**
 * How a joining host finds the cluster and is sure of it: a kubeconfig without credentials. As it does not come from whoever answers at the
 * address, nobody has to wait until the cluster has signed it for the host's token.
 */
export async function discoveryKubeconfig(
  api: QueryRunner,
  options?: CommandOptions,
): Promise<string> {
  const kubeconfig = (await readClusterInfo(api, options))?.["kubeconfig"];
  if (kubeconfig !== undefined) return kubeconfig;
  throw new Error(
    "the cluster has no ConfigMap kube-public/cluster-info, by which joining hosts find it. Restore it on a control plane: kubeadm init phase bootstrap-token.",
  );
}

/**
 * The value of a check.
 *
 * @throws Error that says everything that is wrong.
 */
export function required<T>({ value, issues }: Checked<T>): T {
  if (value !== undefined) return value;
  const errors = issues.filter(({ severity }) => severity === "error");
  throw new Error(errors.map(({ detail }) => detail).join("\n"));
}
