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
export { CLUSTER_DOCUMENT, CONFIG_DOCUMENT } from "./fields";
export { formatDocuments } from "./format-documents";
export { applicationName, applicationsOf, rootfsImagesOf } from "./images";
export { parseClusterfile, parseClusterfileDocuments } from "./parse-clusterfile";
export type { ClusterfileDocuments } from "./parse-clusterfile";
export { parseHostAddress } from "./read-cluster";
