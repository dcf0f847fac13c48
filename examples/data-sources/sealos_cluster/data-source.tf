# The kubeconfig lands in the state: where that must not be, take the ephemeral resource sealos_kubeconfig.
data "sealos_cluster" "prod" {
  control_plane = [sealos_host.cp_1.id]
}

output "kubeconfig" {
  value     = data.sealos_cluster.prod.kubeconfig
  sensitive = true
}
