# A machine of another team joins by its own means; the token ends with the run.
ephemeral "sealos_join_command" "guest" {
  control_plane = [sealos_host.cp_1.id]
  ttl           = "15m"
}

resource "terraform_data" "guest" {
  connection {
    host = "192.0.2.61"
    user = "root"
  }
  provisioner "remote-exec" {
    inline = [ephemeral.sealos_join_command.guest.command]
  }
}
