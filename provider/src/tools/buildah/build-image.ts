import type { CommandOptions, LineListener, Runner } from "../../transports/runner";
import { readFile } from "../files";
import { beside } from "../image-tree";
import {
  addToListCommand,
  buildCommand,
  createListCommand,
  pushCommand,
  pushListCommand,
  type BuildInput,
  type PushInput,
} from "./build-commands";
import type { BuildahStorage, RegistryAccess } from "./commands";
import { buildahFailed } from "./errors";
import { archiveFailed, buildFailed, pushFailed } from "./build-errors";
import { imageName, listName } from "./build-names";

/** How buildah reaches its store and registries. */
export interface BuildAccess extends RegistryAccess {
  readonly storage: BuildahStorage;
  readonly signal?: AbortSignal | undefined;
}

const BUILD_LIMIT_MS = 2 * 60 * 60_000;
const PUSH_LIMIT_MS = 60 * 60_000;
const LIMIT_MS = 10 * 60_000;

/** An image that was built for one platform. */
export interface PlatformImage {
  /** What it is called in the store, until its workplace is closed. */
  readonly name: string;
  /** 64 hexadecimal digits: the digest of its configuration. */
  readonly id: string;
}

/**
 * Builds an image for one platform. It has a name of its own, since another build may make the same image at the same time.
 *
 * @throws ToolError with what the Kubefile, the base image or the platform is to blame for.
 */
export async function buildImage(
  runner: Runner,
  input: Omit<BuildInput, "idFile" | "name"> & { readonly directory: string },
  access: BuildAccess,
  onLine?: LineListener,
): Promise<PlatformImage> {
  const { directory, platform } = input;
  const idFile = idFileOf(directory, platform);
  const name = imageName(directory, platform);
  const { exitCode, stderr } = await runner.exec(
    buildCommand(access.storage, { ...input, idFile, name }, access),
    { ...limits(access, BUILD_LIMIT_MS), ...(onLine && { onLine }) },
  );
  if (exitCode !== 0) throw buildFailed(runner.host, platform, stderr);
  return { name, id: (await textOf(runner, idFile)).replace(/^sha256:/, "") };
}

/** Where images go that were built for several platforms, or for one. */
export type Destination =
  | { readonly kind: "archive"; readonly path: string; readonly tag: string }
  /** `registry/repository:tag`. */
  | { readonly kind: "push"; readonly name: string };

/**
 * Writes built images as one to an archive, or pushes them as one: several become a manifest list. Answers the digest of the manifest,
 * `sha256:…`. An archive that was there is replaced when the new one is complete.
 *
 * @throws ToolError when the disk is full or the registry refuses.
 */
export async function publishImages(
  runner: Runner,
  images: readonly PlatformImage[],
  destination: Destination,
  access: BuildAccess & { readonly directory: string },
): Promise<string> {
  if (destination.kind === "push") {
    const { name } = destination;
    return push(runner, images, `docker://${name}`, access, (said) =>
      pushFailed(runner.host, name, said),
    );
  }
  const { path, tag } = destination;
  const aside = beside(path, "incoming");
  const failed = (said: string): Error => archiveFailed(runner.host, path, said);
  await runner.exec(["sh", "-c", PREPARE, "prepare", path, aside]).catch((error: unknown) => {
    throw failed(error instanceof Error ? error.message : "");
  });
  try {
    const digest = await push(runner, images, `oci-archive:${aside}:${tag}`, access, failed);
    await runner.exec(["sh", "-c", COMMIT, "commit", path, aside], { timeoutMs: LIMIT_MS });
    return digest;
  } catch (error) {
    await runner.exec(["rm", "-f", "--", aside]).catch(() => undefined);
    throw error;
  }
}

const PREPARE = 'mkdir -p -- "$(dirname -- "$1")" && rm -f -- "$2" && [ ! -d "$1" ]';
const COMMIT = 'sync -- "$2" && mv -fT -- "$2" "$1"';

async function push(
  runner: Runner,
  images: readonly PlatformImage[],
  destination: string,
  access: BuildAccess & { readonly directory: string },
  failed: (said: string) => Error,
): Promise<string> {
  const digestFile = `${access.directory}/digest`;
  const send = async (image: string, command: typeof pushCommand): Promise<string> => {
    const input: PushInput = { image, destination, digestFile };
    const argv = command(access.storage, input, access);
    const { exitCode, stderr } = await runner.exec(argv, limits(access, PUSH_LIMIT_MS));
    if (exitCode !== 0) throw failed(stderr);
    return textOf(runner, digestFile);
  };
  const [only, ...others] = images;
  return only === undefined || others.length > 0
    ? send(await makeList(runner, images, access), pushListCommand)
    : send(only.name, pushCommand);
}

async function makeList(
  runner: Runner,
  images: readonly PlatformImage[],
  access: BuildAccess & { readonly directory: string },
): Promise<string> {
  const { storage, directory } = access;
  const list = listName(directory);
  const argvs = [
    createListCommand(storage, list),
    ...images.map(({ name }) => addToListCommand(storage, list, name)),
  ];
  for (const argv of argvs) {
    const { exitCode, stderr } = await runner.exec(argv, limits(access, LIMIT_MS));
    if (exitCode !== 0) throw buildahFailed(runner.host, "make a manifest list", stderr);
  }
  return list;
}

/** Where the id of an image is written: below the directory of its build, under the name of its platform. */
function idFileOf(directory: string, platform: string): string {
  return `${directory}/${platform.replaceAll("/", "-")}.iid`;
}

function limits({ signal }: BuildAccess, timeoutMs: number): CommandOptions {
  return { timeoutMs, accept: [0, 1, 2, 125], signal };
}

async function textOf(runner: Runner, path: string): Promise<string> {
  const content = await readFile(runner, path);
  if (content === undefined) throw buildahFailed(runner.host, "tell a digest", `no ${path}`);
  return content.toString("utf8").trim();
}
