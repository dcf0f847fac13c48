export {
  IGNORED_PREFLIGHT_ERRORS,
  certificateEndCommand,
  certificateExpirationCommand,
  createTokenCommand,
  deleteTokenCommand,
  initCommand,
  joinCommand,
  listImagesCommand,
  pullImagesCommand,
  resetCommand,
  upgradeApplyCommand,
  upgradeNodeCommand,
  uploadCertificatesCommand,
  versionCommand,
} from "./command";
export type { PreflightOptions, ResetOptions } from "./command";
export {
  applyKubeProxyCommand,
  renewCertificatesCommand,
  signApiServerCommand,
  takeKubeletConfigCommand,
  uploadClusterConfigCommand,
  uploadKubeletConfigCommand,
  writeManifestCommand,
} from "./settings-command";
export type { ControlPlaneComponent } from "./settings-command";
export { readCertificatesEnd } from "./certificate-expiration";
export {
  createToken,
  deleteToken,
  listImages,
  readCertificateExpirations,
  readKubeadmVersion,
  uploadCertificates,
} from "./kubeadm";
export {
  earliestExpiration,
  parseCertificateEnd,
  parseCertificateExpirations,
  parseCertificateKey,
  parseImages,
  parseJoinCommand,
  parseVersion,
  tokenId,
} from "./parse";
export type { CertificateExpiration, JoinToken } from "./parse";
