import type { ClusterSpec } from "../domain/cluster-spec";
import type { Distribution } from "../domain/distribution";
import type { NodeSpec } from "../domain/node-spec";
import type { PhaseContext } from "./context";
import type { Phase } from "./phase";
import type { ClusterContext } from "./phases/cluster/context";
import type { NodeContext } from "./phases/node/context";
import { resetK3s } from "./reset-k3s";
import { resetKubernetes } from "./reset-kubernetes";
import { initClusterPhases } from "./workflows/init-cluster";
import { joinNodePhases } from "./workflows/join-node";
import { initK3sPhases, joinK3sPhases } from "./workflows/k3s";

/** What makes nodes and clusters out of prepared hosts. All else of the pipeline is the same for every runtime. */
export interface Runtime {
  /** A prepared host becomes the first control plane of a cluster. */
  readonly initPhases: readonly Phase<ClusterSpec, ClusterContext>[];
  /** A prepared host becomes a node of a cluster. */
  readonly joinPhases: readonly Phase<NodeSpec, NodeContext>[];
  /** Takes the node off a host; what others know of it is not touched. Nothing happens on a host that is no node. */
  readonly reset: (context: PhaseContext, cluster: string) => Promise<void>;
}

/** The runtimes, by the distribution that a rootfs image brings. */
export const runtimes: Readonly<Record<Distribution, Runtime>> = {
  kubernetes: {
    initPhases: initClusterPhases,
    joinPhases: joinNodePhases,
    reset: resetKubernetes,
  },
  k3s: {
    initPhases: initK3sPhases,
    joinPhases: joinK3sPhases,
    reset: resetK3s,
  },
};
