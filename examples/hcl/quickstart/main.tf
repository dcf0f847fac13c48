# One control plane, two workers, one application: the same stack as examples/cdktf/quickstart.
terraform {
  required_version = ">= 1.5"
  required_providers {
    sealos = {
      source  = "cdktf-sealos/sealos"
      version = "~> 0.1"
    }
  }
}

provider "sealos" {
  ssh                 = var.ssh
  deletion_protection = var.deletion_protection
  event_log           = var.event_log
}

resource "sealos_image_mount" "kubernetes" {
  image         = var.image
  expected_type = "rootfs"
}

resource "sealos_image_mount" "app" {
  image         = var.app_image
  expected_type = "application"
}

# The first control plane serves the cluster's images to the other machines.
resource "sealos_host" "control_plane" {
  name         = "cp-1"
  address      = var.control_plane.address
  port         = var.control_plane.port
  host_key     = var.control_plane.host_key
  cluster_name = var.cluster_name
  images       = [sealos_image_mount.kubernetes.mount]
  roles        = ["control-plane", "registry"]
}

resource "sealos_host" "worker" {
  for_each     = var.workers
  name         = each.key
  address      = each.value.address
  port         = each.value.port
  host_key     = each.value.host_key
  cluster_name = var.cluster_name
  images       = [sealos_image_mount.kubernetes.mount]
  roles        = ["worker"]
  registry     = { address = sealos_host.control_plane.address }
}

resource "sealos_cluster" "this" {
  name          = var.cluster_name
  control_plane = { cp-1 = sealos_host.control_plane.id }
  rootfs        = sealos_image_mount.kubernetes.mount
}

resource "sealos_node" "control_plane" {
  cluster_id    = sealos_cluster.this.id
  control_plane = [sealos_host.control_plane.id]
  host_id       = sealos_host.control_plane.id
  name          = "cp-1"
  role          = "control-plane"
}

resource "sealos_node" "worker" {
  for_each      = var.workers
  cluster_id    = sealos_cluster.this.id
  control_plane = [sealos_host.control_plane.id]
  host_id       = sealos_host.worker[each.key].id
  name          = each.key
  role          = "worker"
  labels        = { pool = "general" }
}

resource "sealos_app" "app" {
  cluster_id    = sealos_cluster.this.id
  control_plane = [sealos_host.control_plane.id]
  registry_host = sealos_host.control_plane.id
  name          = "app"
  image         = sealos_image_mount.app.mount
  depends_on    = [sealos_node.control_plane, sealos_node.worker]
}
