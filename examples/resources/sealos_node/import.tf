# By the address of a control plane, the name of the cluster, the name of the node.
import {
  to = sealos_node.cp_1
  id = "192.0.2.11/prod/cp-1"
}
