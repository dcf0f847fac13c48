import { parseKubernetesVersion } from "../../domain/kubernetes-version";
import type { KubernetesVersion } from "../../domain/kubernetes-version";

/** What a joining host needs to know of a cluster; the token is a secret. */
export interface JoinToken {
  /** `host:port` of the API as kubeadm prints it. */
  readonly endpoint: string;
  readonly token: string;
  /** `sha256:…` of the cluster's CA. */
  readonly caCertHash: string;
}

/** When a certificate of a control plane ends. */
export interface CertificateExpiration {
  /** Like `apiserver`, `admin.conf`, `etcd-server`; authorities like `ca`. */
  readonly name: string;
  /** ISO 8601, to the minute. */
  readonly expiresAt: string;
  readonly isAuthority: boolean;
}

const JOIN = /kubeadm join (?<endpoint>\S+)/;
const TOKEN = /--token[ =](?<token>[a-z0-9]{6}\.[a-z0-9]{16})/;
const HASH = /--discovery-token-ca-cert-hash[ =](?<hash>sha256:[0-9a-f]{64})/;
const CERTIFICATE =
  /^(?<name>[a-z][\w.-]*)\s+(?<date>[A-Z][a-z]{2} \d{1,2}, \d{4} \d{2}:\d{2}) UTC\s+(?<rest>.*)$/;

/** The version that `kubeadm version` prints; undefined when it is none. */
export function parseVersion(stdout: string): KubernetesVersion | undefined {
  return parseKubernetesVersion(stdout);
}

/** The images that `kubeadm config images list` prints. */
export function parseImages(stdout: string): readonly string[] {
  return stdout
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /^\S+[/:]\S+$/.test(line));
}

/** The command that `kubeadm token create --print-join-command` prints; undefined when it is none. */
export function parseJoinCommand(stdout: string): JoinToken | undefined {
  const line = stdout.replace(/\\\n/g, " ");
  const endpoint = JOIN.exec(line)?.groups?.["endpoint"];
  const token = TOKEN.exec(line)?.groups?.["token"];
  const caCertHash = HASH.exec(line)?.groups?.["hash"];
  if (endpoint === undefined || token === undefined || caCertHash === undefined) return undefined;
  return { endpoint, token, caCertHash };
}

/** The part of a join token that names it and is no secret. */
export function tokenId({ token }: Pick<JoinToken, "token">): string {
  return token.split(".")[0] ?? "";
}

/** The key, a secret, that `kubeadm init phase upload-certs` prints; undefined when there is none. */
export function parseCertificateKey(stdout: string): string | undefined {
  return /^[0-9a-f]{64}$/m.exec(stdout)?.[0];
}

/** The tables that `kubeadm certs check-expiration` prints; certificates that are missing are left out. */
export function parseCertificateExpirations(stdout: string): readonly CertificateExpiration[] {
  const [leaves = "", authorities = ""] = stdout.split(/^CERTIFICATE AUTHORITY .*$/m);
  return [...rowsOf(leaves, false), ...rowsOf(authorities, true)];
}

/** When a certificate ends by `openssl x509 -enddate`, as ISO 8601; undefined when there is no such line. */
export function parseCertificateEnd(stdout: string): string | undefined {
  const date = new Date(/^notAfter=(.+)$/m.exec(stdout)?.[1] ?? "");
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The earliest end among certificates that are not authorities; undefined when there is none. */
export function earliestExpiration(
  certificates: readonly CertificateExpiration[],
): string | undefined {
  return certificates
    .filter(({ isAuthority }) => !isAuthority)
    .map(({ expiresAt }) => expiresAt)
    .sort()[0];
}

function rowsOf(table: string, isAuthority: boolean): readonly CertificateExpiration[] {
  return table.split("\n").flatMap((line) => {
    const { name, date } = CERTIFICATE.exec(line.trim())?.groups ?? {};
    if (name === undefined || date === undefined) return [];
    return [{ name, expiresAt: new Date(`${date} UTC`).toISOString(), isAuthority }];
  });
}
