import type { K3sOptions } from "./options";

/** k3s' file of mirrors and credentials; the image's init script puts it there. */
const REGISTRIES = "/etc/rancher/k3s/registries.yaml";

/**
 * What a server of k3s is given where neither image nor practitioner says otherwise: sealos' defaults, under which images bring
 * their own load balancer, ingress and storage. One differs: the kubeconfig is root's alone.
 */
export function defaultOptions(vip: string | null, hasIpvs: boolean): K3sOptions {
  const spared = vip === null ? [] : [`ipvs-exclude-cidrs=${vip}/32`];
  return {
    "bind-address": "0.0.0.0",
    "cluster-cidr": "10.42.0.0/16",
    "service-cidr": "10.96.0.0/16",
    "cluster-domain": "cluster.local",
    "flannel-backend": "vxlan",
    disable: ["servicelb", "traefik", "local-storage", "metrics-server"],
    "disable-cloud-controller": true,
    "disable-helm-controller": true,
    "disable-network-policy": true,
    "egress-selector-mode": "agent",
    "write-kubeconfig-mode": "0600",
    "private-registry": REGISTRIES,
    "node-label": ["sealos.io/distribution=k3s"],
    "prefer-bundled-bin": true,
    ...(hasIpvs ? { "kube-proxy-arg": ["proxy-mode=ipvs", ...spared] } : {}),
  };
}
