export { htpasswdLine } from "./htpasswd";
export { registryAnswers } from "./registry-answers";
export { parseRegistryConfig } from "./registry-config";
export type { RegistryConfig } from "./registry-config";
