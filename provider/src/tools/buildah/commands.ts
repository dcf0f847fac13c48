import { imageArgument, type ImageReference } from "../../domain/image-reference";
import type { Argv } from "../../transports/runner";

/** Where buildah keeps images and working containers; undefined means its own default. */
export interface BuildahStorage {
  readonly root?: string | undefined;
  readonly runRoot?: string | undefined;
}

/** How a registry is reached; paths are on the machine that runs buildah. */
export interface RegistryAccess {
  /** A file in the form that `docker login` writes, mode 0600. */
  readonly authFile?: string | undefined;
  /** Directory with the registry's own CA as `*.crt`. */
  readonly certDir?: string | undefined;
}

/** `os/arch` as OCI writes it, such as `linux/amd64`. */
export type Platform = string;

/** Pulls or loads an image into the store and prints its id. */
export function pullCommand(
  storage: BuildahStorage,
  reference: ImageReference,
  platform: Platform,
  access: RegistryAccess,
): Argv {
  return buildah(
    storage,
    "pull",
    "--quiet",
    "--policy=always",
    "--retry=2",
    `--platform=${platform}`,
    ...(access.authFile === undefined ? [] : [`--authfile=${access.authFile}`]),
    ...(access.certDir === undefined ? [] : [`--cert-dir=${access.certDir}`]),
    imageArgument(reference),
  );
}

/** Describes an image of the store, by name or id, as JSON. */
export function inspectImageCommand(storage: BuildahStorage, image: string): Argv {
  return buildah(storage, "inspect", "--type=image", image);
}

/** Describes a working container as JSON. */
export function inspectContainerCommand(storage: BuildahStorage, name: string): Argv {
  return buildah(storage, "inspect", "--type=container", name);
}

/** Makes a working container, a private copy-on-write layer, of an image id. */
export function fromCommand(storage: BuildahStorage, name: string, imageId: string): Argv {
  return buildah(storage, "from", "--quiet", "--pull=never", `--name=${name}`, imageId);
}

/** Records facts about a working container. */
export function annotateCommand(
  storage: BuildahStorage,
  name: string,
  annotations: Readonly<Record<string, string>>,
): Argv {
  const words = Object.entries(annotations).map(([key, value]) => `--annotation=${key}=${value}`);
  return buildah(storage, "config", ...words, name);
}

/** Gives a working container another name; it fails when that is taken. */
export function renameCommand(storage: BuildahStorage, name: string, newName: string): Argv {
  return buildah(storage, "rename", name, newName);
}

/** Mounts a working container and prints where. */
export function mountCommand(storage: BuildahStorage, name: string): Argv {
  return buildah(storage, "mount", name);
}

/** Lists what is mounted, as JSON. */
export function listMountsCommand(storage: BuildahStorage): Argv {
  return buildah(storage, "mount", "--json");
}

/** Lists working containers, as JSON. */
export function listContainersCommand(storage: BuildahStorage): Argv {
  return buildah(storage, "containers", "--json");
}

/** Unmounts and removes a working container. */
export function removeCommand(storage: BuildahStorage, name: string): Argv {
  return buildah(storage, "rm", name);
}

/** A command of buildah on a store. */
export function buildah({ root, runRoot }: BuildahStorage, ...words: string[]): Argv {
  return [
    "buildah",
    ...(root === undefined ? [] : [`--root=${root}`]),
    ...(runRoot === undefined ? [] : [`--runroot=${runRoot}`]),
    ...words,
  ];
}
