import type { K3sOptions } from "./options";

/** What `k3s agent` takes of its file; it ends where the file has an option that it does not know. */
const AGENT = new Set([
  "debug",
  "v",
  "vmodule",
  "log",
  "alsologtostderr",
  "lb-server-port",
  "disable-apiserver-lb",
  "node-label",
  "node-taint",
  "node-external-ip",
  "image-credential-provider-bin-dir",
  "image-credential-provider-config",
  "selinux",
  "docker",
  "container-runtime-endpoint",
  "default-runtime",
  "disable-default-registry-endpoint",
  "image-service-endpoint",
  "nonroot-devices",
  "pause-image",
  "snapshotter",
  "private-registry",
  "airgap-extra-registry",
  "resolv-conf",
  "flannel-iface",
  "flannel-conf",
  "flannel-cni-conf",
  "kubelet-arg",
  "kube-proxy-arg",
  "protect-kernel-defaults",
  "vpn-auth-file",
  "prefer-bundled-bin",
]);

/** Those of a cluster's options that an agent takes, too. */
export function agentOptions(shared: K3sOptions): K3sOptions {
  return Object.fromEntries(
    Object.entries(shared).filter(([option]) => AGENT.has(option.replace(/\+$/, ""))),
  );
}
