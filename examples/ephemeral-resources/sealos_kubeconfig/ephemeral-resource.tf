ephemeral "sealos_kubeconfig" "prod" {
  control_plane = [sealos_host.cp_1.id]
}

resource "terraform_data" "smoke_test" {
  triggers_replace = [sealos_cluster.prod.kubernetes_version]

  provisioner "local-exec" {
    interpreter = ["bash", "-c"]
    command     = "kubectl --kubeconfig <(printenv KUBECONFIG_TEXT) get nodes"
    environment = { KUBECONFIG_TEXT = ephemeral.sealos_kubeconfig.prod.kubeconfig }
  }
}
