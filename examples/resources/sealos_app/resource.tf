resource "sealos_app" "network" {
  cluster_id    = sealos_cluster.prod.id
  control_plane = [sealos_host.cp_1.id]
  registry_host = sealos_host.cp_1.id
  name          = "network"
  image         = sealos_image_mount.network.mount
  env           = { REPLICAS = "2" }
  depends_on    = [sealos_node.cp_1, sealos_node.worker]
}
