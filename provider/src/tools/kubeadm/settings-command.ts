import type { Argv } from "../../transports/runner";

/** A part of the control plane that runs as a static pod. */
export type ControlPlaneComponent = "kube-apiserver" | "kube-controller-manager" | "kube-scheduler";

/** Signs all certificates of a control plane anew, in place, with the names that they have; kubeconfigs included. */
export function renewCertificatesCommand(): Argv {
  return ["kubeadm", "certs", "renew", "all"];
}

/** Signs the API server's certificate, where the certificates directory of the documents has none. */
export function signApiServerCommand(configPath: string): Argv {
  return ["kubeadm", "init", "phase", "certs", "apiserver", `--config=${configPath}`];
}

/** Writes the static pod's manifest; the kubelet restarts the pod when it reads differently. */
export function writeManifestCommand(component: ControlPlaneComponent, configPath: string): Argv {
  const part = component.replace(/^kube-/, "");
  return ["kubeadm", "init", "phase", "control-plane", part, `--config=${configPath}`];
}

/** Stores the documents' `ClusterConfiguration` in the cluster: joins and upgrades follow it. */
export function uploadClusterConfigCommand(configPath: string): Argv {
  return ["kubeadm", "init", "phase", "upload-config", "kubeadm", `--config=${configPath}`];
}

/** Stores the documents' `KubeletConfiguration` in the cluster; kubelets follow when they are told to. */
export function uploadKubeletConfigCommand(configPath: string): Argv {
  return ["kubeadm", "init", "phase", "upload-config", "kubelet", `--config=${configPath}`];
}

/** Writes kube-proxy's configuration and pods anew. Pods that run read their configuration when they start. */
export function applyKubeProxyCommand(configPath: string): Argv {
  return ["kubeadm", "init", "phase", "addon", "kube-proxy", `--config=${configPath}`];
}

/** Writes the kubelet's configuration on a node as the cluster keeps it. The kubelet reads it when it starts. */
export function takeKubeletConfigCommand(): Argv {
  return ["kubeadm", "upgrade", "node", "phase", "kubelet-config"];
}
