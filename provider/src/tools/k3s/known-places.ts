import { ADMIN_KUBECONFIG } from "../../domain/paths";
import type { Runner } from "../../transports/runner";
import { K3S_DATA } from "./paths";

const TLS = `${K3S_DATA}/server/tls`;
const PKI = "/etc/kubernetes/pki";

const PLACES: readonly (readonly [path: string, leadsTo: string])[] = [
  [ADMIN_KUBECONFIG, "/etc/rancher/k3s/k3s.yaml"],
  [`${PKI}/ca.crt`, `${TLS}/server-ca.crt`],
  [`${PKI}/apiserver.crt`, `${TLS}/serving-kube-apiserver.crt`],
];

const SCRIPT = `
mkdir -p ${PKI}
while [ $# -gt 0 ]; do ln -sfn "$2" "$1"; shift 2; done
`;

/**
 * Links what a server of k3s has to the places where control planes of kubeadm have it: kubeconfig, authority, certificate. Whoever
 * asks a control plane, applications among them, need not know what made it.
 */
export async function linkKnownPlaces(server: Runner): Promise<void> {
  await server.exec(["sh", "-ec", SCRIPT, "link-known-places", ...PLACES.flat()]);
}
