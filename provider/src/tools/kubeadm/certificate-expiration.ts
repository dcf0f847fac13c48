import { X509Certificate } from "node:crypto";
import type { CommandOptions, QueryRunner } from "../../transports/runner";
import { readFile } from "../files";

const API_SERVER_CERTIFICATE = "/etc/kubernetes/pki/apiserver.crt";

/**
 * When the certificate of the API server expires, ISO 8601; undefined where there is none that can be read. It is read
 * from its file: kubeadm, asked right after an init, first waits some five seconds for the kubelet to report its pods.
 */
export async function readApiServerExpiration(
  runner: QueryRunner,
  options: Pick<CommandOptions, "signal"> = {},
): Promise<string | undefined> {
  const content = await readFile(runner, API_SERVER_CERTIFICATE, options);
  return content === undefined ? undefined : expirationOf(content);
}

function expirationOf(content: Buffer): string | undefined {
  try {
    return new Date(new X509Certificate(content).validTo).toISOString();
  } catch {
    return undefined;
  }
}
