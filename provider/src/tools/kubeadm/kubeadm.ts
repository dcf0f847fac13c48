import type { KubernetesVersion } from "../../domain/kubernetes-version";
import type { CommandOptions, QueryRunner, Runner } from "../../transports/runner";
import { ToolError } from "../tool-error";
import {
  certificateExpirationCommand,
  createTokenCommand,
  deleteTokenCommand,
  listImagesCommand,
  uploadCertificatesCommand,
  versionCommand,
} from "./command";
import {
  parseCertificateExpirations,
  parseCertificateKey,
  parseImages,
  parseJoinCommand,
  parseVersion,
  tokenId,
} from "./parse";
import type { CertificateExpiration, JoinToken } from "./parse";

/** The version of the kubeadm that a host has. */
export async function readKubeadmVersion(
  runner: QueryRunner,
  options?: CommandOptions,
): Promise<KubernetesVersion> {
  const { stdout } = await runner.query(versionCommand(), options);
  return parseVersion(stdout) ?? refuse(runner, "Its version could not be read", stdout);
}

/** The images that a control plane needs, by the documents at `configPath`. */
export async function listImages(
  runner: QueryRunner,
  configPath: string,
  options?: CommandOptions,
): Promise<readonly string[]> {
  const { stdout } = await runner.query(listImagesCommand(configPath), options);
  return parseImages(stdout);
}

/** Makes a join token on a living control plane; `ttl` like `2h`. */
export async function createToken(
  runner: Runner,
  ttl: string,
  options?: CommandOptions,
): Promise<JoinToken> {
  const { stdout } = await runner.exec(createTokenCommand(ttl), options);
  return parseJoinCommand(stdout) ?? refuse(runner, "It printed no join command");
}

/** Takes a join token back; one that is gone already is no error. */
export async function deleteToken(
  runner: Runner,
  token: Pick<JoinToken, "token">,
  options?: CommandOptions,
): Promise<void> {
  await runner.exec(deleteTokenCommand(tokenId(token)), { ...options, accept: [0, 1] });
}

/**
 * Stores the certificates of a control plane in the cluster for joining ones, and answers the key that
 * decrypts them. The documents at `configPath` must not hold a key of their own.
 */
export async function uploadCertificates(
  runner: Runner,
  configPath: string,
  options?: CommandOptions,
): Promise<string> {
  const { stdout } = await runner.exec(uploadCertificatesCommand(configPath), options);
  return parseCertificateKey(stdout) ?? refuse(runner, "It printed no certificate key");
}

/** When the certificates of a control plane end. */
export async function readCertificateExpirations(
  runner: QueryRunner,
  options?: CommandOptions,
): Promise<readonly CertificateExpiration[]> {
  const { stdout } = await runner.query(certificateExpirationCommand(), options);
  return parseCertificateExpirations(stdout);
}

// `said` is given only where the output can hold no secret.
function refuse({ host }: QueryRunner, what: string, said = ""): never {
  throw new ToolError(
    "kubeadm",
    host,
    {
      severity: "error",
      summary: `Unexpected Answer Of Kubeadm On ${host}`,
      detail: `${host}: kubeadm ended well, but its answer is not understood. ${what}. Run it there by hand and compare its version with that of the image.`,
    },
    said,
  );
}
