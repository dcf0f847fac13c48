export { findBlockedPods } from "./budgets";
export type { BlockedPod } from "./budgets";
export {
  cordonCommand,
  deleteNodeCommand,
  drainCommand,
  getNodesCommand,
  kubectl,
  readyCommand,
  uncordonCommand,
} from "./command";
export { deleteSystemConfigMap } from "./delete-config-map";
export { findLiving, firstLiving } from "./first-living";
export { getLease, isLeaseFree, putLease } from "./lease";
export type { Lease } from "./lease";
export { nodePatch } from "./node-changes";
export type { NodeChange } from "./node-changes";
export {
  changeNode,
  cordonNode,
  deleteNode,
  drainNode,
  getNodes,
  releaseEtcdMember,
  uncordonNode,
} from "./nodes";
export {
  patchSystemConfigMap,
  putObject,
  readClusterInfo,
  readClusterUid,
  readSystemConfigMap,
  readSystemConfigMaps,
} from "./objects";
export { parseNodes } from "./parse-nodes";
export type { ClusterNode } from "./parse-nodes";
export { patientApi } from "./patient-api";
export { rollOut } from "./roll-out";
export { readStaticPod } from "./static-pods";
export type { StaticPod } from "./static-pods";
export { beginTurn, endTurn } from "./turn";
export { reasonsNotAtVersion, reasonsNotReady, reasonsNotRegistered } from "./waiting";
