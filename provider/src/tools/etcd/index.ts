export { isMemberLiving } from "./health";
export { hasMajority, listMembers, removeMember } from "./members";
export type { EtcdMember } from "./members";
export { ETCD_CLIENT_PORT } from "./request";
export { saveSnapshot } from "./snapshot";
