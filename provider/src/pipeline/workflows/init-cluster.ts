import type { ClusterSpec } from "../../domain/cluster-spec";
import type { Phase } from "../phase";
import type { ClusterContext } from "../phases/cluster/context";
import { installKubeconfig } from "../phases/cluster/install-kubeconfig";
import { kubeadmInit } from "../phases/cluster/kubeadm-init";
import { recordCluster } from "../phases/cluster/record-cluster";
import { resolveEndpoint } from "../phases/cluster/resolve-endpoint";
import { writeClusterfile } from "../phases/cluster/write-clusterfile";
import { writeKubeadmConfig } from "../phases/cluster/write-kubeadm-config";

/** A prepared host becomes the first control plane of a cluster. */
export const initClusterPhases: readonly Phase<ClusterSpec, ClusterContext>[] = [
  resolveEndpoint,
  writeKubeadmConfig,
  kubeadmInit,
  installKubeconfig,
  recordCluster,
  writeClusterfile,
];
