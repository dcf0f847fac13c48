/** Where k3s reads its options. */
export const K3S_CONFIG = "/etc/rancher/k3s/config.yaml";

/** Everything that k3s keeps on a host: certificates, etcd, containers, images. */
export const K3S_DATA = "/var/lib/rancher/k3s";

/** The etcd of a server. */
export const K3S_ETCD = `${K3S_DATA}/server/db/etcd`;
