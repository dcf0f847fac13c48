# Built of ./site, which holds a Kubefile, manifests and perhaps images/shim/; the images that it names come along.
resource "sealos_image_build" "site" {
  context = "${path.module}/site"
  archive = "/srv/images/site.tar"
  name    = "house/site:1.0"
}

# The reference changes with the content: what depends on it is planned anew.
resource "sealos_image_mount" "site" {
  image         = sealos_image_build.site.reference
  expected_type = "application"
}

# For two platforms, to a registry.
resource "sealos_image_build" "network" {
  context    = "${path.module}/network"
  platforms  = ["linux/amd64", "linux/arm64"]
  build_args = { VERSION = "1.16.1" }
  push       = "registry.house.example/network:1.16.1"
}
