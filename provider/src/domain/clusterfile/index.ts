export type {
  Clusterfile,
  ClusterfileCluster,
  ClusterfileCondition,
  ClusterfileConfig,
  ClusterfileHosts,
  ClusterfileMount,
  ClusterfileSsh,
  ClusterfileStatus,
} from "./clusterfile";
export { formatClusterfile } from "./format-clusterfile";
export { parseClusterfile } from "./parse-clusterfile";
export { parseHostAddress } from "./read-cluster";
