export { findRegistry } from "./find-registry";
export { htpasswdLine } from "./htpasswd";
export { registryAnswers } from "./registry-answers";
export { parseRegistryConfig } from "./registry-config";
export type { RegistryConfig } from "./registry-config";
export { withRegistry } from "./with-registry";
export type { RegistryPlace, TemporaryRegistry } from "./with-registry";
