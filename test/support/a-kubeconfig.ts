/** An admin kubeconfig as kubeadm writes it; certificates and key are words instead of PEM. */
export function aKubeconfig(): string {
  const base64 = (text: string): string => Buffer.from(`${text}\n`).toString("base64");
  return [
    "apiVersion: v1",
    "kind: Config",
    "clusters:",
    "- name: kubernetes",
    "  cluster:",
    `    certificate-authority-data: ${base64("CA of the cluster")}`,
    "    server: https://apiserver.cluster.local:6443",
    "users:",
    "- name: kubernetes-admin",
    "  user:",
    `    client-certificate-data: ${base64("certificate of the admin")}`,
    `    client-key-data: ${base64("key of the ädmin")}`,
    "",
  ].join("\n");
}
