variable "image" {
  description = "Cluster image with Kubernetes."
  type        = string
  default     = "labring/kubernetes:v1.31.0"
}

variable "app_image" {
  description = "Application image."
  type        = string
  default     = "labring/cilium:v1.16.1"
}

variable "cluster_name" {
  description = "Name of the cluster, part of paths on every host."
  type        = string
  default     = "demo"
}

variable "control_plane" {
  description = "The control plane's machine."
  type = object({
    address  = string
    port     = optional(number)
    host_key = optional(string)
  })
  default = { address = "192.0.2.11" }
}

variable "workers" {
  description = "The workers' machines, by node name."
  type = map(object({
    address  = string
    port     = optional(number)
    host_key = optional(string)
  }))
  default = {
    worker-1 = { address = "192.0.2.21" }
    worker-2 = { address = "192.0.2.22" }
  }
}

variable "ssh" {
  description = "How to log in."
  type = object({
    user             = optional(string)
    private_key_file = optional(string)
    known_hosts_file = optional(string)
  })
  default = { user = "root" }
}

variable "deletion_protection" {
  description = "Refuse to destroy the cluster."
  type        = bool
  default     = true
}

variable "event_log" {
  description = "File that gets one JSON line for each event of an apply."
  type        = string
  default     = null
}
