data "sealos_clusterfile" "prod" {
  name   = "prod"
  images = ["labring/kubernetes:v1.31.0", "labring/cilium:v1.16.1"]
  hosts = [
    { ips = ["192.0.2.11:22"], roles = ["master"] },
    { ips = ["192.0.2.21:22", "192.0.2.22:22"], roles = ["node"] },
  ]
}

output "clusterfile" {
  value     = data.sealos_clusterfile.prod.content
  sensitive = true
}
