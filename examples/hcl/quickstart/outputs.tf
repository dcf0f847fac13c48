output "kubernetes_version" {
  description = "Version that the cluster runs."
  value       = sealos_cluster.this.kubernetes_version
}

output "api_server" {
  description = "URL of the API as nodes use it."
  value       = sealos_cluster.this.api_server
}

output "app_output" {
  description = "The last lines of the application's installation."
  value       = sealos_app.app.output_tail
}
