resource "sealos_cluster" "prod" {
  name           = "prod"
  control_plane  = { cp-1 = sealos_host.cp_1.id }
  rootfs         = sealos_image_mount.kubernetes.mount
  pod_subnet     = "100.64.0.0/10"
  service_subnet = "10.96.0.0/22"
  cert_sans      = ["api.example.com"]

  certificate_renewal = { before = "720h" }
  upgrade             = { max_unavailable = 2 }
}
