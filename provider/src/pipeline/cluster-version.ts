import { formatKubernetesVersion, parseKubernetesVersion } from "../domain/kubernetes-version";
import { readSystemConfigMap } from "../tools/kubectl";
import type { QueryRunner } from "../transports/runner";

/**
 * The version that kubeadm last brought the control planes of a cluster to, `v1.20.2`, from its ConfigMap `kubeadm-config`;
 * undefined where it does not say.
 */
export async function clusterVersion(api: QueryRunner): Promise<string | undefined> {
  const configuration = await readSystemConfigMap(api, "kubeadm-config");
  const text = /^kubernetesVersion: *"?([^"\s]+)/m.exec(
    configuration?.["ClusterConfiguration"] ?? "",
  );
  const version = parseKubernetesVersion(text?.[1] ?? "");
  return version === undefined ? undefined : formatKubernetesVersion(version);
}
