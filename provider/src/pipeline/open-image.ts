import type { PipelineEnvironment } from "./environment";
import { reported } from "./events";
import type { ImageRequest, MountedImage } from "./image-source";
import { reporterOf } from "./reporter-of";

/** Resolves, pulls, configures and mounts an image; the event log tells of it as one task on the machine of the images. */
export async function openImage(
  environment: PipelineEnvironment,
  request: ImageRequest,
  signal: AbortSignal,
): Promise<MountedImage> {
  const { images, clock } = environment;
  const { host } = await images.runner();
  const report = reporterOf(environment, { resource: "sealos_image_mount", name: host });
  return reported(report, "open-image", clock, () => images.mount(request, signal));
}
