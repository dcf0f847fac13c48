export { withAuthFile } from "./auth-file";
export type { RegistryCredentials } from "./auth-file";
export type { BuildahStorage, Platform, RegistryAccess } from "./commands";
export { ensureBuildah } from "./ensure-buildah";
export { mountImage, releaseImage, remountImage } from "./mount-image";
export type { MountedImage, MountRequest, RemountOptions } from "./mount-image";
export type { ImageDetails } from "./parse";
export { inspectImage, resolveImage } from "./resolve-image";
export type { ImageRequest, PullPolicy } from "./resolve-image";
