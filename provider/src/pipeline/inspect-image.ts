import { readImageLabels, type ImageLabels } from "../domain/image-labels";
import type { ImageType } from "../domain/image-mount";
import { isIssue } from "../domain/issue";
import { mountEnvironment } from "../domain/template-environment";
import type { PipelineEnvironment } from "./environment";
import type { ImageDescription } from "./image-source";

/** What an image says of itself. */
export interface InspectedImage extends ImageLabels {
  /** `sha256:…` of the image's configuration. */
  readonly digest: string;
  readonly platform: string;
  readonly labels: Readonly<Record<string, string>>;
  /** ENV without PATH. */
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
}

/** What to look at. */
export interface ImageQuestion {
  readonly image: string;
  readonly platform: string;
  readonly pullPolicy: "if_missing" | "always";
  readonly expectedType?: ImageType | undefined;
}

/**
 * Reads the configuration of an image without mounting it, pulling it into buildah's store where it is not there yet.
 *
 * @throws Error when the image cannot be had, or is no cluster image of the expected type.
 */
export async function inspectImage(
  { images }: PipelineEnvironment,
  { expectedType, ...question }: ImageQuestion,
  signal: AbortSignal,
): Promise<InspectedImage> {
  const details: ImageDescription = await images.inspect(question, signal);
  const labels = readImageLabels(question.image, details.labels, expectedType);
  if (isIssue(labels)) throw new Error(labels.detail);
  return {
    ...labels,
    digest: `sha256:${details.id}`,
    platform: `${details.os}/${details.architecture}`,
    labels: details.labels,
    env: mountEnvironment(details.env, {}),
    entrypoint: details.entrypoint,
    command: details.command,
  };
}
