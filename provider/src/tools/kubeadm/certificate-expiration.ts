import { X509Certificate } from "node:crypto";
import type { CommandOptions, QueryRunner } from "../../transports/runner";

// Certificates only, no keys. kubeadm itself, asked right after an init, first waits some five seconds for the kubelet.
const SCRIPT = `
cat /etc/kubernetes/pki/*.crt /etc/kubernetes/pki/etcd/*.crt 2>/dev/null
for name in admin super-admin controller-manager scheduler; do
  [ -r "/etc/kubernetes/$name.conf" ] || continue
  sed -n 's/^ *client-certificate-data: *//p' "/etc/kubernetes/$name.conf" | base64 -d 2>/dev/null
done
exit 0`;

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * When the first certificate of a control plane expires, ISO 8601: of those that kubeadm signed and renews, authorities left
 * out. Undefined where there is none that can be read. Kubelets rotate theirs by themselves.
 */
export async function readCertificatesEnd(
  runner: QueryRunner,
  options: Pick<CommandOptions, "signal"> = {},
): Promise<string | undefined> {
  const { stdout } = await runner.query(["sh", "-c", SCRIPT, "read-certificates"], options);
  return (stdout.match(PEM) ?? []).flatMap(endOf).sort()[0];
}

function endOf(pem: string): readonly string[] {
  try {
    const certificate = new X509Certificate(pem);
    return certificate.ca ? [] : [new Date(certificate.validTo).toISOString()];
  } catch {
    return [];
  }
}
