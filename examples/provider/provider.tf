terraform {
  required_providers {
    sealos = {
      source  = "cdktf-sealos/sealos"
      version = "~> 0.1"
    }
  }
}

provider "sealos" {
  ssh = {
    user             = "ops"
    private_key_file = "~/.ssh/id_ed25519"
    host_key_policy  = "known_hosts"
    bastion          = { address = "bastion.example.com", user = "jump" }
  }
  event_log = "apply.jsonl"
}
