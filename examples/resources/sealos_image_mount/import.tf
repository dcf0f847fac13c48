# By the reference of the image.
import {
  to = sealos_image_mount.kubernetes
  id = "labring/kubernetes:v1.31.0"
}
