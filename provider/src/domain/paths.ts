/** Where sealos and this provider keep things on a host; the `data` part is a contract with cluster images. */
export const SEALOS_ROOT = "/var/lib/sealos";

/** Everything of one cluster that is kept below {@link SEALOS_ROOT}. */
export function clusterDirectory(cluster: string): string {
  return `${SEALOS_ROOT}/data/${cluster}`;
}

/** The tree of the rootfs image and its patches. */
export function rootfsDirectory(cluster: string): string {
  return `${clusterDirectory(cluster)}/rootfs`;
}

/** Storage of the cluster's registry, on the host that serves it. */
export function registryStorage(cluster: string): string {
  return `${rootfsDirectory(cluster)}/registry`;
}

/** Configuration documents for kubeadm. */
export function configDirectory(cluster: string): string {
  return `${clusterDirectory(cluster)}/etc`;
}

/** Snapshots of etcd, on the control plane that took them. */
export function snapshotDirectory(cluster: string): string {
  return `${clusterDirectory(cluster)}/snapshots`;
}

/** The tree of an application image, on the control plane that runs its commands. */
export function applicationDirectory(cluster: string, application: string): string {
  return `${clusterDirectory(cluster)}/applications/${application}/workdir`;
}

/** What the provider put on a host, as it was then: one manifest a tree, mode 0600. */
export function manifestPath(cluster: string, tree: string): string {
  return `${clusterDirectory(cluster)}/manifests/${tree}`;
}

/** Where sealos keeps the Clusterfile, on every control plane. */
export function clusterfilePath(cluster: string): string {
  return `/root/.sealos/${cluster}/Clusterfile`;
}

/** The kubeconfig with which the Kubernetes API is reached on a control plane. */
export const ADMIN_KUBECONFIG = "/etc/kubernetes/admin.conf";

/** The name under which every host of a cluster finds the API. */
export const API_SERVER_NAME = "apiserver.cluster.local";

/** The port of the API on every control plane. */
export const API_SERVER_PORT = 6443;
