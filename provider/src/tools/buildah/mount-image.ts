import { readImageLabels } from "../../domain/image-labels";
import type { ImageConfig, ImageMount, ImageType } from "../../domain/image-mount";
import { isIssue } from "../../domain/issue";
import { mountEnvironment, type Environment } from "../../domain/template-environment";
import type { Runner } from "../../transports/runner";
import type { FileDigests, TreeEntry } from "../image-tree";
import { imageChanged, ruleBroken } from "./errors";
import {
  containerName,
  findTree,
  prepareTree,
  type PreparedTree,
  type TreeIdentity,
} from "./prepare-tree";
import { inspectImage, resolveImage, type ImageRequest } from "./resolve-image";
import { containerStore } from "./working-container";

export interface MountRequest extends ImageRequest {
  /** Laid over the image's ENV. */
  readonly env?: Environment | undefined;
  readonly configs?: readonly ImageConfig[] | undefined;
  readonly expectedType?: ImageType | undefined;
  /** Milliseconds since 1970; tells which unfinished containers were abandoned. */
  readonly clock?: (() => number) | undefined;
}

/** An image that can be read as files on the machine where buildah runs. */
export interface MountedImage {
  readonly mount: ImageMount;
  /** Where its tree is mounted; valid until the machine restarts or the mount is released. */
  readonly root: string;
  /** The verified tree. */
  readonly entries: readonly TreeEntry[];
  /** Digests of its files, read once however many hosts get them; undefined where the tree is only looked at. */
  readonly digests?: FileDigests;
}

/**
 * Resolves an image to its content, judges its labels, and mounts a private copy with its configs applied
 * and its templates checked. The same request finds the same copy again.
 *
 * @throws ToolError that names the attribute, what was found, the rule and the cure.
 */
export async function mountImage(runner: Runner, request: MountRequest): Promise<MountedImage> {
  const { image, env = {}, configs = [], expectedType } = request;
  const details = await resolveImage(runner, request);
  const labels = readImageLabels(image, details.labels, expectedType);
  if (isIssue(labels)) throw ruleBroken(runner.host, labels);
  const tree = await provideTree(runner, { image, imageId: details.id, configs }, request);
  const mount: ImageMount = {
    image,
    digest: `sha256:${details.id}`,
    platform: `${details.os}/${details.architecture}`,
    ...labels,
    labels: details.labels,
    env: mountEnvironment(details.env, env),
    entrypoint: details.entrypoint,
    command: details.command,
    configs,
    treeDigest: tree.digest,
    sizeBytes: tree.sizeBytes,
  };
  return { mount, root: tree.root, entries: tree.entries };
}

/** How {@link remountImage} reaches store and registry. */
export type RemountOptions = Pick<MountRequest, "storage" | "access" | "clock" | "signal">;

/**
 * Mounts again exactly what {@link mountImage} described, pulling only what is gone from the store.
 *
 * @throws ToolError when the reference leads to other content by now.
 */
export async function remountImage(
  runner: Runner,
  mount: ImageMount,
  options: RemountOptions = {},
): Promise<MountedImage> {
  const identity = identityOf(mount);
  const store = containerStore(runner, options.storage ?? {}, options.signal);
  const known = await findTree(runner, store, identity, options.signal);
  if (known !== undefined) return { mount, root: known.root, entries: known.entries };
  await requireImage(runner, mount, options);
  const { root, entries } = await provideTree(runner, identity, options);
  return { mount, root, entries };
}

/** Drops the working container of a mount; one that is gone already is no error. The image stays. */
export async function releaseImage(
  runner: Runner,
  mount: ImageMount,
  options: Pick<MountRequest, "storage" | "signal"> = {},
): Promise<void> {
  const store = containerStore(runner, options.storage ?? {}, options.signal);
  await store.remove(containerName(identityOf(mount)));
}

async function provideTree(
  runner: Runner,
  identity: TreeIdentity,
  { storage = {}, clock = Date.now, signal }: RemountOptions,
): Promise<PreparedTree> {
  const store = containerStore(runner, storage, signal);
  const known = await findTree(runner, store, identity, signal);
  return known ?? prepareTree(runner, store, identity, clock, signal);
}

async function requireImage(
  runner: Runner,
  { image, digest, platform }: ImageMount,
  options: RemountOptions,
): Promise<void> {
  const id = digest.replace(/^sha256:/, "");
  if ((await inspectImage(runner, id, options.storage)) !== undefined) return;
  const found = await resolveImage(runner, { ...options, image, platform, pullPolicy: "always" });
  if (found.id !== id) throw imageChanged(runner.host, image, digest, `sha256:${found.id}`);
}

function identityOf({ image, digest, configs }: ImageMount): TreeIdentity {
  return { image, imageId: digest.replace(/^sha256:/, ""), configs };
}
