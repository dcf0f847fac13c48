import {
  archiveReference,
  archiveTag,
  pushedReference,
  type BuildOutput,
} from "../../domain/build/build-spec";
import { localName } from "../../domain/image-reference";
import { sha256Hex } from "../../lib/hash";
import { publishImages, readArchive, type PlatformImage } from "../../tools/buildah";
import type { BuildSite } from "./build-site";

/** An image that was built, where it was asked for. */
export interface BuiltImage {
  /** `sha256:…` of the manifest. */
  readonly digest: string;
  /** Reference of exactly this content, as `sealos_image_mount` takes it. */
  readonly reference: string;
  /** Size of the archive; undefined where it was pushed. */
  readonly sizeBytes: number | undefined;
}

/** Writes what was built to its archive, or pushes it; several platforms become one manifest list. */
export async function publish(
  { runner, directory, access }: BuildSite,
  output: BuildOutput,
  images: readonly PlatformImage[],
): Promise<BuiltImage> {
  const place = { ...access, directory };
  if (output.kind === "push") {
    const destination = { kind: "push", name: localName(output.reference) } as const;
    const digest = await publishImages(runner, images, destination, place);
    return { digest, reference: pushedReference(output.reference, digest), sizeBytes: undefined };
  }
  const { path, name } = output;
  const tag = archiveTag(name, sha256Hex(images.map(({ id }) => id).join("\n")));
  const digest = await publishImages(runner, images, { kind: "archive", path, tag }, place);
  const written = await readArchive(runner, path);
  return { digest, reference: archiveReference(path, tag), sizeBytes: written?.sizeBytes };
}
