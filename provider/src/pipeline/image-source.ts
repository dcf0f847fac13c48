import type { ImageMount } from "../domain/image-mount";
import {
  ensureBuildah,
  mountImage,
  releaseImage,
  remountImage,
  resolveImage,
  withRegistryAccess,
  type BuildahStorage,
  type ImageDetails,
  type MountedImage,
  type MountRequest,
  type RegistryAccess,
  type RegistryCredentials,
} from "../tools/buildah";
import { containedImages, createFileDigests } from "../tools/image-tree";
import type { Runner } from "../transports/runner";

export type { MountedImage, ImageDetails as ImageDescription };

/** What to mount. */
export type ImageRequest = Pick<
  MountRequest,
  "image" | "platform" | "pullPolicy" | "env" | "configs" | "expectedType"
>;

/** Makes cluster images available as trees on the machine where buildah runs. */
export interface ImageSource {
  /** The machine that holds the trees. */
  runner(): Promise<Runner>;
  /** Resolves, pulls and mounts an image with its configuration applied. */
  mount(request: ImageRequest, signal: AbortSignal): Promise<MountedImage>;
  /** Reads an image's configuration without mounting it; fills the store of images, installs nothing. */
  inspect(
    request: Pick<ImageRequest, "image" | "platform" | "pullPolicy">,
    signal: AbortSignal,
  ): Promise<ImageDetails>;
  /** As {@link mount}, for a plan: fills the store of images as any look at an image does, but installs nothing. */
  preview(request: ImageRequest, signal: AbortSignal): Promise<MountedImage>;
  /** Mounts again exactly what `mount` once described. */
  remount(mount: ImageMount, signal: AbortSignal): Promise<MountedImage>;
  /** Drops the working container of a mount; one that is gone already is no error. */
  release(mount: ImageMount, signal: AbortSignal): Promise<void>;
}

export interface ImageSourceOptions {
  /** Reaches the machine where buildah runs. */
  readonly connect: () => Promise<Runner>;
  readonly storage: BuildahStorage;
  readonly credentials: Readonly<Record<string, RegistryCredentials>>;
}

/** Images by buildah. One image is mounted once however many hosts ask for it at the same time. */
export function createImageSource({
  connect,
  storage,
  credentials,
}: ImageSourceOptions): ImageSource {
  const mounts = new Map<string, Promise<MountedImage>>();
  let builder: Promise<Runner> | undefined;

  const runner = (mayInstall = true): Promise<Runner> => {
    if (builder !== undefined) return builder;
    const made = connect().then(async (found) => {
      await ensureBuildah(found, { mayInstall });
      return found;
    });
    made.catch(() => (builder = undefined));
    return (builder = made);
  };

  const withAccess = <T>(host: Runner, action: (access: RegistryAccess) => Promise<T>) =>
    withRegistryAccess(host, credentials, action);

  const mountOn = (host: Runner, request: ImageRequest, signal: AbortSignal) =>
    withAccess(host, (access) => mountImage(host, { ...request, storage, access, signal }));

  const once = (key: string, make: () => Promise<MountedImage>): Promise<MountedImage> => {
    const known = mounts.get(key);
    if (known !== undefined) return known;
    const made = make();
    mounts.set(key, made);
    made.catch(() => mounts.delete(key));
    return made;
  };

  return {
    runner: () => runner(),
    mount: async (request, signal) => mountOn(await runner(), request, signal),
    inspect: async (request, signal) => {
      const host = await runner(false);
      return withAccess(host, (access) =>
        resolveImage(host, { ...request, storage, access, signal }),
      );
    },
    preview: async (request, signal) => mountOn(await runner(false), request, signal),
    remount: (mount, signal) =>
      once(`${mount.digest} ${mount.treeDigest}`, async () => {
        const host = await runner();
        const mounted = await withAccess(host, (access) =>
          remountImage(host, mount, { storage, access, signal }),
        );
        return { ...mounted, digests: createFileDigests(host, mounted.root) };
      }),
    release: async (mount, signal) => releaseImage(await runner(), mount, { storage, signal }),
  };
}

/** The container images in the registry directory of a mounted image, `repository:tag`, sorted. */
export function containedImagesOf({ entries }: MountedImage): readonly string[] {
  return containedImages(entries);
}
