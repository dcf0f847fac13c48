resource "sealos_host" "cp_1" {
  name         = "cp-1"
  address      = "192.0.2.11"
  host_key     = "SHA256:o5UnCQ0k3sBkF4tL1mW0lQd9VJq8rW1l4mY8kq2oXyE"
  cluster_name = "prod"
  images       = [sealos_image_mount.kubernetes.mount]
  roles        = ["control-plane", "registry"]
}

resource "sealos_host" "worker" {
  for_each     = { worker-1 = "192.0.2.21", worker-2 = "192.0.2.22" }
  name         = each.key
  address      = each.value
  cluster_name = "prod"
  images       = [sealos_image_mount.kubernetes.mount]
  roles        = ["worker"]
  registry     = { address = sealos_host.cp_1.address }
}
