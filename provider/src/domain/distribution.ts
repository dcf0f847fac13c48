/** What a rootfs image brings, by its label `sealos.io.distribution`: Kubernetes that kubeadm sets up, or k3s. */
export type Distribution = "kubernetes" | "k3s";

/** The distribution that an image or a record names; where neither names one it is Kubernetes. */
export function distributionOf({
  distribution,
}: {
  readonly distribution?: string | undefined;
}): Distribution {
  return distribution === "k3s" ? "k3s" : "kubernetes";
}

/** What runs a node on its host. */
export interface NodeService {
  /** The unit of systemd. */
  readonly unit: string;
  /** A file that is there once the host became a node. */
  readonly mark: string;
}

/** What runs the nodes of each distribution. */
export const NODE_SERVICES: Readonly<Record<Distribution, NodeService>> = {
  kubernetes: { unit: "kubelet", mark: "/etc/kubernetes/kubelet.conf" },
  k3s: { unit: "k3s", mark: "/etc/rancher/k3s/config.yaml" },
};

const FOUNDING_STEPS = ["kubeadm-init", "k3s-init"];

/** Whether a cluster was made by these finished steps. */
export function isFounded(finished: Readonly<Record<string, unknown>>): boolean {
  return FOUNDING_STEPS.some((step) => step in finished);
}

/** Whether a host became a node by these finished steps: it founded a cluster, or joined one. */
export function isNode(finished: Readonly<Record<string, unknown>>): boolean {
  return isFounded(finished) || "join" in finished;
}
