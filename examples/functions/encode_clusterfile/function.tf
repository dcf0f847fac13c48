output "written" {
  value = provider::sealos::encode_clusterfile({
    cluster = {
      metadata = { name = "prod" }
      spec = {
        image = ["labring/kubernetes:v1.31.0"]
        hosts = [{ ips = ["192.0.2.11:22"], roles = ["master"] }]
      }
    }
  })
}
