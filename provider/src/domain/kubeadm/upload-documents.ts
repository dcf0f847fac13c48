import type { Checked } from "../checked";
import type { KubernetesVersion } from "../kubernetes-version";
import { nodeRegistration } from "./computed-documents";
import type { NodeFacts } from "./computed-documents";
import { formatComposed } from "./format-composed";
import { parseKubeadmDocuments } from "./parse-documents";

/**
 * The YAML that `kubeadm init phase upload-certs` reads with `--config` on a control plane, from the
 * `ClusterConfiguration` that the cluster keeps in the ConfigMap `kubeadm-config`. That text alone would not
 * do: kubeadm then looks for the address of the host by its default route, which a host need not have.
 */
export function uploadDocuments(
  clusterConfiguration: string,
  controlPlane: NodeFacts,
  kubernetes: KubernetesVersion,
): Checked<string> {
  const source = { name: "ConfigMap kube-system/kubeadm-config", severity: "warning" } as const;
  const host = {
    InitConfiguration: {
      localAPIEndpoint: { advertiseAddress: controlPlane.address },
      nodeRegistration: nodeRegistration(kubernetes, controlPlane),
    },
  };
  return formatComposed(
    parseKubeadmDocuments(clusterConfiguration, source, kubernetes),
    host,
    ["InitConfiguration", "ClusterConfiguration"],
    kubernetes,
  );
}
