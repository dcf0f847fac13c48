import type { KubeadmInput } from "../../../../../../provider/src/domain/kubeadm/compose-documents";
import { parseKubernetesVersion } from "../../../../../../provider/src/domain/kubernetes-version";

/** A configuration for a cluster of one control plane, `cp-1` at 192.0.2.1. */
export function anInput(
  version = "v1.20.2",
  { cluster, node, ...others }: Overrides = {},
): KubeadmInput {
  return {
    hasAuditPolicy: false,
    hasIpvs: false,
    imageDocuments: undefined,
    userDocuments: [],
    cluster: {
      kubernetes: parseKubernetesVersion(version)!,
      endpoint: { domain: "apiserver.cluster.local", port: 6443 },
      certSans: [],
      controlPlaneAddresses: ["192.0.2.1"],
      ...cluster,
    },
    node: {
      name: "cp-1",
      address: "192.0.2.1",
      criSocket: "/run/containerd/containerd.sock",
      ...node,
    },
    ...others,
  };
}

/** What a test says otherwise. */
export interface Overrides extends Partial<Omit<KubeadmInput, "cluster" | "node">> {
  readonly cluster?: Partial<KubeadmInput["cluster"]>;
  readonly node?: Partial<KubeadmInput["node"]>;
}
