resource "sealos_node" "cp_1" {
  cluster_id    = sealos_cluster.prod.id
  control_plane = [sealos_host.cp_1.id]
  host_id       = sealos_host.cp_1.id
  name          = "cp-1"
  role          = "control-plane"
}

resource "sealos_node" "worker" {
  for_each           = sealos_host.worker
  cluster_id         = sealos_cluster.prod.id
  control_plane      = [sealos_host.cp_1.id]
  host_id            = each.value.id
  name               = each.key
  role               = "worker"
  kubernetes_version = sealos_cluster.prod.kubernetes_version
  labels             = { pool = "general" }
  taints             = [{ key = "dedicated", value = "batch", effect = "NoSchedule" }]
}
