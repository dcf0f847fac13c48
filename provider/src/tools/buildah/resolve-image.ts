import { localName, parseImageReference, type ImageReference } from "../../domain/image-reference";
import { isIssue } from "../../domain/issue";
import { digestOf } from "../../lib/hash";
import type { Runner } from "../../transports/runner";
import { readIfPresent } from "../image-tree";
import {
  inspectImageCommand,
  pullCommand,
  type BuildahStorage,
  type Platform,
  type RegistryAccess,
} from "./commands";
import { imageUnavailable, ruleBroken, wrongPlatform } from "./errors";
import { parseImage, type ImageDetails } from "./parse";

export type PullPolicy = "if_missing" | "always";

export interface ImageRequest {
  /** As the practitioner gave it. */
  readonly image: string;
  /** Default: the platform of the machine that runs buildah. */
  readonly platform?: Platform | undefined;
  /** For images of registries; files are read each time, they may have changed. Default `if_missing`. */
  readonly pullPolicy?: PullPolicy | undefined;
  readonly storage?: BuildahStorage | undefined;
  readonly access?: RegistryAccess | undefined;
  readonly signal?: AbortSignal | undefined;
}

const PULL_LIMIT_MS = 60 * 60_000;
// The first is what buildah 1.28 says when the only image of a file is for another platform.
const OTHER_PLATFORM = /locating pulled image|no image found in .* for architecture/;
const PLAIN_PATH = /^(\/[a-z0-9]+([._-][a-z0-9]+)*)+$/;
const FAILED = [1, 125];

/**
 * Brings an image into buildah's store, pulling or loading it where needed, and describes it.
 *
 * @throws ToolError when the reference is wrong, or the image is missing, corrupt or for another platform.
 */
export async function resolveImage(runner: Runner, request: ImageRequest): Promise<ImageDetails> {
  const reference = parseImageReference(request.image);
  if (isIssue(reference)) throw ruleBroken(runner.host, reference);
  const platform = request.platform ?? (await ownPlatform(runner));
  const present = await presentImage(runner, reference, platform, request);
  const details = present ?? (await pull(runner, reference, platform, request));
  if (!isFor(details, platform)) {
    throw wrongPlatform(
      runner.host,
      request.image,
      platform,
      `${details.os}/${details.architecture}`,
    );
  }
  return details;
}

/** Describes an image of the store by name or id; undefined when it is not there. */
export async function inspectImage(
  runner: Runner,
  image: string,
  storage: BuildahStorage = {},
): Promise<ImageDetails | undefined> {
  const json = await readIfPresent(runner, inspectImageCommand(storage, image), FAILED);
  return json === undefined ? undefined : parseImage(json.toString("utf8"));
}

/** The platform of a machine, in the words of OCI. */
export async function ownPlatform(runner: Runner): Promise<Platform> {
  const machine = (await runner.query(["uname", "-m"])).stdout.trim();
  const names: Readonly<Record<string, string>> = { x86_64: "amd64", aarch64: "arm64" };
  return `linux/${names[machine] ?? machine}`;
}

async function presentImage(
  runner: Runner,
  reference: ImageReference,
  platform: Platform,
  { pullPolicy = "if_missing", storage, image }: ImageRequest,
): Promise<ImageDetails | undefined> {
  if (reference.transport === "containers-storage") {
    const details = await inspectImage(runner, reference.name, storage);
    if (details === undefined) throw imageUnavailable(runner.host, image, "Error: image not known");
    return details;
  }
  if (reference.transport !== "docker" || pullPolicy === "always") return undefined;
  const details = await inspectImage(runner, localName(reference), storage);
  // The store keeps one platform a name: the other one has to be pulled.
  return details !== undefined && isFor(details, platform) ? details : undefined;
}

async function pull(
  runner: Runner,
  reference: ImageReference,
  platform: Platform,
  { image, storage = {}, access = {}, signal }: ImageRequest,
): Promise<ImageDetails> {
  const source = await withPlainPath(runner, reference);
  const pulled = await runner.exec(pullCommand(storage, source, platform, access), {
    timeoutMs: PULL_LIMIT_MS,
    accept: [0, ...FAILED],
    signal,
  });
  if (OTHER_PLATFORM.test(pulled.stderr)) {
    throw wrongPlatform(runner.host, image, platform, "other platforms");
  }
  if (pulled.exitCode !== 0) throw imageUnavailable(runner.host, image, pulled.stderr);
  const id = pulled.stdout.trim().split("\n").at(-1) ?? "";
  const details = await inspectImage(runner, id, storage);
  if (details === undefined) throw imageUnavailable(runner.host, image, pulled.stderr);
  return details;
}

/**
 * buildah makes an image name of a path, and refuses to load from one that cannot be a name, such as
 * `/home/Ada/image`: such a file is loaded through a link.
 */
async function withPlainPath(runner: Runner, reference: ImageReference): Promise<ImageReference> {
  if (!("path" in reference) || PLAIN_PATH.test(reference.path)) return reference;
  const link = `/run/sealos-image-${digestOf(reference.path).slice(0, 12)}`;
  await runner.exec(["ln", "-sfn", "--", reference.path, link]);
  return { ...reference, path: link };
}

function isFor({ os, architecture }: ImageDetails, platform: Platform): boolean {
  return platform === `${os}/${architecture}` || platform.startsWith(`${os}/${architecture}/`);
}
