export { hasMajority, listMembers, removeMember } from "./members";
export type { EtcdMember } from "./members";
export { ETCD_CLIENT_PORT } from "./request";
