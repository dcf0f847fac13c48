locals {
  file = provider::sealos::parse_clusterfile(file("Clusterfile"))
}

output "images" {
  value = local.file.cluster.spec.image
}
