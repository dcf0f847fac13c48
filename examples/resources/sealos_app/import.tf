# By the address of a control plane, the name of the cluster, the name of the application. Applications of the sealos command
# line leave no record of their image, so the id says it.
import {
  to = sealos_app.network
  id = jsonencode({ id = "192.0.2.11/prod/network", image = "labring/cilium:v1.16.1" })
}
