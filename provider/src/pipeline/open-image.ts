import { isToolError, type ToolError } from "../tools/tool-error";
import type { Issue } from "../domain/issue";
import type { ImageMount } from "../domain/image-mount";
import type { PipelineEnvironment } from "./environment";
import { reasonOf } from "./errors";
import { reported } from "./events";
import type { ImageRequest, MountedImage } from "./image-source";
import { reporterOf } from "./reporter-of";

/**
 * Resolves, pulls, configures and mounts an image, or mounts what a plan has pinned; the event log tells of it as one task
 * on the machine of the images.
 */
export async function openImage(
  environment: PipelineEnvironment,
  wanted: { readonly request: ImageRequest; readonly pinned: ImageMount | undefined },
  signal: AbortSignal,
): Promise<MountedImage> {
  const { images, clock } = environment;
  const { host } = await images.runner();
  const report = reporterOf(environment, {
    resource: "sealos_image_mount",
    name: host,
    object: wanted.request.image,
  });
  return reported(report, "open-image", clock, () =>
    wanted.pinned === undefined
      ? images.mount(wanted.request, signal)
      : images.remount(wanted.pinned, signal),
  );
}

/** What a plan can know of an image. */
export interface ImagePreview {
  /** Undefined while it cannot be had here. */
  readonly found: MountedImage | undefined;
  readonly issues: readonly Issue[];
}

/**
 * Looks at an image for a plan. An image or a request that is wrong is an error at once; what this machine lacks
 * (buildah, a way to the registry) the one that applies may have, so that is a warning.
 */
export async function previewImage(
  { images }: PipelineEnvironment,
  request: ImageRequest,
  signal: AbortSignal,
): Promise<ImagePreview> {
  try {
    return { found: await images.preview(request, signal), issues: [] };
  } catch (failure) {
    signal.throwIfAborted();
    return {
      found: undefined,
      issues: [isWrong(failure) ? failure.issue : notSeen(request, failure)],
    };
  }
}

function isWrong(failure: unknown): failure is ToolError {
  return isToolError(failure) && failure.issue.attribute !== undefined;
}

function notSeen({ image }: ImageRequest, failure: unknown): Issue {
  return {
    severity: "warning",
    summary: `Image ${image} Was Not Looked At`,
    detail: `${reasonOf(failure)}\n\nWhat follows from its content is known after apply.`,
    attribute: ["image"],
  };
}
