import type { HostCheck } from "./host-check";

/** What another installer put on the machine is never overwritten. */
export const foreignSoftware: HostCheck = ({ kubernetes, engines }, { isFresh }) => {
  if (!isFresh) return undefined;
  if (kubernetes.hasAdminConfig || kubernetes.hasKubeletConfig || kubernetes.isKubeletActive) {
    return "the machine is part of a Kubernetes cluster that is not ours (/etc/kubernetes, kubelet). Import that cluster, or take the machine out of it first (kubeadm reset).";
  }
  if (engines.isDockerActive || engines.isContainerdActive) {
    return `${engines.isDockerActive ? "docker" : "containerd"} is running; the image brings a container runtime of its own. Remove it (apt-get purge, dnf remove), or use another machine.`;
  }
  return undefined;
};
