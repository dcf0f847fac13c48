import type { ClusterSpec } from "../../domain/cluster-spec";
import type { NodeSpec } from "../../domain/node-spec";
import type { Phase } from "../phase";
import type { ClusterContext } from "../phases/cluster/context";
import { installKubeconfig } from "../phases/cluster/install-kubeconfig";
import { recordCluster } from "../phases/cluster/record-cluster";
import { resolveEndpoint } from "../phases/cluster/resolve-endpoint";
import { writeClusterfile } from "../phases/cluster/write-clusterfile";
import { joinK3s } from "../phases/k3s/join";
import { k3sInit } from "../phases/k3s/k3s-init";
import { apiServerHost } from "../phases/node/api-server-host";
import { awaitReady } from "../phases/node/await-ready";
import type { NodeContext } from "../phases/node/context";
import { copyClusterfile } from "../phases/node/copy-clusterfile";
import { lvscare } from "../phases/node/lvscare";
import { markNode } from "../phases/node/mark-node";

/** A prepared host becomes the first server of a cluster of k3s. */
export const initK3sPhases: readonly Phase<ClusterSpec, ClusterContext>[] = [
  resolveEndpoint,
  k3sInit,
  installKubeconfig,
  recordCluster,
  writeClusterfile,
];

/** A prepared host becomes a server or an agent. */
export const joinK3sPhases: readonly Phase<NodeSpec, NodeContext>[] = [
  apiServerHost,
  joinK3s,
  lvscare,
  awaitReady,
  markNode,
  copyClusterfile,
];
