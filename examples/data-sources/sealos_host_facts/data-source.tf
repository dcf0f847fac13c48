data "sealos_host_facts" "candidate" {
  address = "192.0.2.31"

  lifecycle {
    postcondition {
      condition     = !self.is_node && self.cpus >= 2
      error_message = "The machine is part of a cluster, or too small."
    }
  }
}
