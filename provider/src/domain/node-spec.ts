import type { Distribution } from "./distribution";
import type { HostLocator } from "./host-locator";

/** What a node is in its cluster. */
export type NodeRole = "control-plane" | "worker";

/** A taint of a node, in Kubernetes' words. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** How a node is emptied before it leaves or is upgraded. */
export interface DrainSpec {
  readonly enabled: boolean;
  readonly timeoutSeconds: number;
  readonly force: boolean;
}

/** What a node shall be. */
export interface NodeSpec {
  readonly clusterId: string;
  readonly controlPlanes: readonly HostLocator[];
  readonly host: HostLocator;
  readonly name: string;
  readonly role: NodeRole;
  /** What its cluster was made with. */
  readonly distribution: Distribution;
  readonly labels: Readonly<Record<string, string>>;
  /** `null`: what kubeadm gives the role. */
  readonly taints: readonly Taint[] | null;
  readonly drain: DrainSpec;
  /** The version that the node shall run, `v1.20.15`; `null`: the one that it joined with, whatever becomes of the cluster. */
  readonly kubernetesVersion: string | null;
  /** Digest of the cluster's kubelet configuration, which the node follows; `null`: it keeps the one that it joined with. */
  readonly kubeletConfig: string | null;
}
