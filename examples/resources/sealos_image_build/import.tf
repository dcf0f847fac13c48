# By the archive's path, or by the reference that was pushed; the image does not say what it was built of.
import {
  to = sealos_image_build.site
  id = jsonencode({
    id      = "/srv/images/site.tar"
    context = "${path.module}/site"
    name    = "house/site:1.0"
  })
}
