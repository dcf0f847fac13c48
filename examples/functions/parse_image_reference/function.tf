output "registry" {
  value = provider::sealos::parse_image_reference("registry.example/team/web:v2").domain
}
