import type { NodeFacts } from "../domain/kubeadm/computed-documents";
import { uploadDocuments } from "../domain/kubeadm/upload-documents";
import type { KubernetesVersion } from "../domain/kubernetes-version";
import type { Checked } from "../domain/checked";
import { poll } from "../lib/poll";
import { findContainerRuntime } from "../tools/container-runtime";
import { removePaths, writeFile } from "../tools/files";
import { tokenId, uploadCertificates, type JoinToken } from "../tools/kubeadm";
import { readClusterInfo, readSystemConfigMap } from "../tools/kubectl";
import type { QueryRunner, Runner } from "../transports/runner";

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

const SIGNATURE_LIMIT_MS = 20_000;
const SIGNATURE_PAUSE_MS = 200;

/**
 * Waits until the cluster has signed, with a new token, what joining hosts discover it by. kubeadm would wait as well, but
 * it asks only every five seconds; and it says why, should the signature never come.
 */
export async function awaitSignature(
  api: QueryRunner,
  token: Pick<JoinToken, "token">,
  signal: AbortSignal,
): Promise<void> {
  const signature = `jws-kubeconfig-${tokenId(token)}`;
  await poll(async () => signature in ((await readClusterInfo(api, { signal })) ?? {}), {
    limitMs: SIGNATURE_LIMIT_MS,
    pauseMs: SIGNATURE_PAUSE_MS,
    signal,
  });
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
