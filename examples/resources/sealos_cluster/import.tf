# By the address of a control plane and the name of the cluster.
import {
  to = sealos_cluster.prod
  id = "192.0.2.11/prod"
}
