import type { Argv } from "../../transports/runner";
import { buildah, type BuildahStorage, type Platform, type RegistryAccess } from "./commands";

/** What a build is made of; paths are on the machine that runs buildah. */
export interface BuildInput {
  readonly platform: Platform;
  /** The directory that COPY takes from; all of it. */
  readonly context: string;
  readonly kubefile: string;
  /** An empty file: what an ignore file of the context leaves out was never sent. */
  readonly ignoreFile: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** What the image is called in the store. */
  readonly name: string;
  /** Receives the id of the image. */
  readonly idFile: string;
}

/**
 * Builds an image whose digest depends on its input alone: every time in it is 1970, no cache of layers is asked, and the version of
 * buildah is no label.
 */
export function buildCommand(
  storage: BuildahStorage,
  input: BuildInput,
  access: RegistryAccess,
): Argv {
  return buildah(
    storage,
    "build",
    `--platform=${input.platform}`,
    "--format=oci",
    "--timestamp=0",
    "--layers=false",
    "--identity-label=false",
    "--force-rm",
    ...words("build-arg", input.buildArgs),
    ...words("label", input.labels),
    ...(access.authFile === undefined ? [] : [`--authfile=${access.authFile}`]),
    `--ignorefile=${input.ignoreFile}`,
    `--tag=${input.name}`,
    `--iidfile=${input.idFile}`,
    `--file=${input.kubefile}`,
    input.context,
  );
}

/** Makes an empty manifest list. */
export function createListCommand(storage: BuildahStorage, list: string): Argv {
  return buildah(storage, "manifest", "create", list);
}

/** Adds an image of the store, by name, to a manifest list. */
export function addToListCommand(storage: BuildahStorage, list: string, image: string): Argv {
  return buildah(storage, "manifest", "add", list, `containers-storage:${image}`);
}

/** Where an image is pushed to, and where its digest is written. */
export interface PushInput {
  /** Name of an image or of a manifest list. */
  readonly image: string;
  /** `docker://…` or `oci-archive:…`. */
  readonly destination: string;
  readonly digestFile: string;
}

/** Pushes an image of the store. */
export function pushCommand(
  storage: BuildahStorage,
  input: PushInput,
  access: RegistryAccess,
): Argv {
  return buildah(storage, "push", ...pushWords(input, access));
}

/** Pushes a manifest list with all its images. */
export function pushListCommand(
  storage: BuildahStorage,
  input: PushInput,
  access: RegistryAccess,
): Argv {
  return buildah(storage, "manifest", "push", "--all", ...pushWords(input, access));
}

/** Lists the images and manifest lists of the store, as JSON. */
export function listImagesCommand(storage: BuildahStorage): Argv {
  return buildah(storage, "images", "--all", "--json");
}

/** Takes names from images of the store; an image without any other name goes. */
export function removeImagesCommand(storage: BuildahStorage, images: readonly string[]): Argv {
  return buildah(storage, "rmi", ...images);
}

/** Takes a manifest list, not its images, from the store. */
export function removeListCommand(storage: BuildahStorage, list: string): Argv {
  return buildah(storage, "manifest", "rm", list);
}

function pushWords(
  { image, destination, digestFile }: PushInput,
  { authFile }: RegistryAccess,
): readonly string[] {
  return [
    "--quiet",
    "--format=oci",
    `--digestfile=${digestFile}`,
    ...(authFile === undefined ? [] : [`--authfile=${authFile}`]),
    image,
    destination,
  ];
}

function words(option: string, values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => `--${option}=${name}=${value}`);
}
