resource "sealos_image_mount" "kubernetes" {
  image         = "labring/kubernetes:v1.31.0"
  expected_type = "rootfs"
}

# One file of the image is changed before any host gets it.
resource "sealos_image_mount" "network" {
  image         = "oci-archive:/srv/images/cilium-v1.16.1.tar"
  expected_type = "application"
  configs = [{
    path     = "charts/cilium/values.yaml"
    strategy = "merge"
    data     = yamlencode({ hubble = { enabled = true } })
  }]
}
