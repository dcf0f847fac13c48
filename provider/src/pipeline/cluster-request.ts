import type { ClusterSpec, ControlPlane } from "../domain/cluster-spec";
import type { HostCall } from "./visit-host";

/** A cluster, and for which object. */
export interface ClusterRequest {
  readonly spec: ClusterSpec;
  /** Absolute path on the machine that runs Terraform to write the admin kubeconfig to. */
  readonly kubeconfigFile?: string | undefined;
  /** Steps that finished but were undone from outside; they run again. Default: none. */
  readonly drifted?: readonly string[];
  /** Whether the cluster was made already, as far as the object knows. Default: not. */
  readonly isMade?: boolean;
  /** UID of the cluster, once it is known: what the cluster tells of its nodes is then asked once for all objects. */
  readonly clusterId?: string | undefined;
  readonly signal: AbortSignal;
}

/** How a control plane is called upon for its cluster. */
export function callFor(
  { spec, signal }: ClusterRequest,
  { node, locator }: ControlPlane,
): HostCall {
  return { locator, name: node, cluster: spec.name, resource: "sealos_cluster", signal };
}
