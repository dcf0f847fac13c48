data "sealos_image" "kubernetes" {
  image = "labring/kubernetes:v1.31.0"
}

output "kubernetes_version" {
  value = data.sealos_image.kubernetes.kubernetes_version
}
