import type { ClusterfileCluster } from "./clusterfile";

/** The images that sealos put on every host: the rootfs that is in force, then patches. The first image where it did not note types. */
export function rootfsImagesOf({ images, status }: ClusterfileCluster): readonly string[] {
  const mounts = status?.mounts ?? [];
  const ofType = (type: string): readonly string[] =>
    mounts.filter((mount) => mount.type === type).map(({ imageName }) => imageName);
  const rootfs = ofType("rootfs").at(-1);
  return rootfs === undefined ? images.slice(0, 1) : [rootfs, ...ofType("patch")];
}

/** The applications that sealos installed: image by name, the name being the last part of the image's own. */
export function applicationsOf({
  images,
  status,
}: ClusterfileCluster): Readonly<Record<string, string>> {
  const mounts = status?.mounts ?? [];
  const names =
    mounts.length === 0
      ? images.slice(1)
      : mounts.filter(({ type }) => type === "application").map(({ imageName }) => imageName);
  return Object.fromEntries(names.map((image) => [applicationName(image), image]));
}

/** What an application is called when nobody named it: `labring/cilium:v1.16` is `cilium`. */
export function applicationName(image: string): string {
  const last = image.replace(/@.*$/, "").split("/").at(-1) ?? image;
  return last.replace(/:.*$/, "");
}
