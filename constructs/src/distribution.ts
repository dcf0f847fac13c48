/** What a rootfs image brings, by its label `sealos.io.distribution`. */
export enum Distribution {
  /** Kubernetes that kubeadm sets up. */
  KUBERNETES = "kubernetes",
  /** k3s. */
  K3S = "k3s",
}
