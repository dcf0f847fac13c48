export { readAdmission, secretOf } from "./admission";
export type { Admission } from "./admission";
export { linkKnownPlaces } from "./known-places";
export { K3S_CONFIG, K3S_DATA, K3S_ETCD } from "./paths";
export { K3S_VERSION_COMMAND, readK3sVersion } from "./version";
