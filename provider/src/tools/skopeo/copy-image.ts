import {
  collectedName,
  nameInRegistry,
  type CollectedImage,
} from "../../domain/build/collect-images";
import type { Argv, Runner } from "../../transports/runner";
import { diagnosePull } from "../buildah";
import { imageNotCopied } from "./errors";

/** A container image on its way into a registry on the loopback address. */
export interface ImageCopy {
  readonly image: CollectedImage;
  /** `os/arch` or `os/arch/variant` to take of an image for several. */
  readonly platform: string;
  /** The directory in which archives of the image are found. */
  readonly context: string;
  /** `127.0.0.1:port`. */
  readonly registry: string;
  readonly registryAuthFile: string;
  /** Credentials of where images come from; undefined: those that the machine has anyway. */
  readonly authFile: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const LIMIT_MS = 60 * 60_000;
const FAILED = [1, 2, 125];

/**
 * Copies an image into a registry, byte for byte: its digest stays. Of an image for several platforms one is taken, but for one that is
 * named by digest: what has that digest is copied whole.
 *
 * @throws ToolError that names the image and the file that asks for it.
 */
export async function copyImage(runner: Runner, copy: ImageCopy): Promise<void> {
  const { exitCode, stderr } = await runner.exec(copyCommand(copy), {
    timeoutMs: LIMIT_MS,
    accept: [0, ...FAILED],
    signal: copy.signal,
  });
  if (exitCode === 0) return;
  const { image, platform } = copy;
  const failure = { image: collectedName(image), origin: image.path, platform, said: stderr };
  throw imageNotCopied(runner.host, failure, reasonOf(stderr, platform));
}

/** The command of {@link copyImage}. */
export function copyCommand(copy: ImageCopy): Argv {
  const { image, authFile, registry, registryAuthFile } = copy;
  return [
    "skopeo",
    ...platformOptions(copy.platform),
    "copy",
    "--quiet",
    "--retry-times=2",
    ...(image.reference.digest === undefined ? [] : ["--multi-arch=all"]),
    ...(authFile === undefined ? [] : [`--src-authfile=${authFile}`]),
    `--dest-authfile=${registryAuthFile}`,
    "--dest-tls-verify=false",
    sourceOf(copy),
    `docker://${registry}/${nameInRegistry(image.reference)}`,
  ];
}

/** Options of skopeo itself that choose from an image for several platforms. */
export function platformOptions(platform: string): readonly string[] {
  const [os = "", architecture = "", variant] = platform.split("/");
  return [
    `--override-os=${os}`,
    `--override-arch=${architecture}`,
    ...(variant === undefined ? [] : [`--override-variant=${variant}`]),
  ];
}

function sourceOf({ image, context }: ImageCopy): string {
  const { archive, reference } = image;
  if (archive !== undefined) return `${archive.transport}:${context}/${archive.path}`;
  const { domain, repository, tag, digest } = reference;
  return `docker://${domain}/${repository}${digest === undefined ? `:${tag ?? "latest"}` : `@${digest}`}`;
}

const OTHER_PLATFORM = /no image found in (manifest list|image index) for architecture/;

function reasonOf(said: string, platform: string): ReturnType<typeof diagnosePull> {
  if (!OTHER_PLATFORM.test(said)) return diagnosePull(said);
  return {
    summary: "Image For Another Platform",
    found: `it is not built for ${platform}`,
    cure: "Leave that platform out of platforms, or name an image that is built for it.",
  };
}
