import type { ClusterfileConfig } from "../../../provider/src/domain/clusterfile";
import type { ImageConfig, ImageMount } from "../../../provider/src/domain/image-mount";

/** What a Clusterfile says of a mount. */
export type ShownMount = Pick<ImageMount, "image" | "configs">;

/**
 * The `Config` documents of mounts, each image's own in their order. A change that was for every image of its mount is for that
 * image: a mount has one.
 */
export function configsOf(mounts: readonly ShownMount[]): readonly ClusterfileConfig[] {
  const images = new Map(mounts.map(({ image, configs }) => [image, configs]));
  const configs = [...images].flatMap(([image, own]) =>
    own
      .filter(({ match }) => match == null || match === image)
      .map((config): ImageConfig => ({ ...config, match: image })),
  );
  return configs.map(({ path, strategy, match, data }, index) => ({
    ...{ path, strategy, match, data },
    name: `${index + 1}-${path.replace(/[^A-Za-z0-9.]+/g, "-")}`,
  }));
}
