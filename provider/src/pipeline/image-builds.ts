import {
  archiveReference,
  pushedReference,
  type BuildOutput,
  type BuildSpec,
} from "../domain/build/build-spec";
import { collectedName } from "../domain/build/collect-images";
import { readContext, type BuildContext } from "../tools/build-context";
import {
  ensureBuildah,
  ownPlatform,
  readArchive,
  withRegistryAccess,
  withWorkplace,
  type BuildahStorage,
  type RegistryCredentials,
} from "../tools/buildah";
import { askDigest, ensureSkopeo } from "../tools/skopeo";
import type { Runner } from "../transports/runner";
import { buildPlatforms } from "./build/build-platforms";
import type { BuildTask } from "./build/build-site";
import { publish, type BuiltImage } from "./build/publish";
import { sendContext } from "./build/send-context";
import { contextChanged } from "./errors";

/** What a plan can know of a build. */
export interface BuildPreview {
  /** `sha256:…` over what is sent, the Kubefile and the images that it names. */
  readonly contextDigest: string;
  /** Full names of the container images that go into `registry/`. */
  readonly collected: readonly string[];
}

/** What stands at an output. */
export interface FoundOutput {
  /** Undefined: something that is no image. */
  readonly digest: string | undefined;
  readonly sizeBytes: number | undefined;
  /** Reference of exactly this content; undefined with the digest. */
  readonly reference: string | undefined;
}

/** Builds cluster images on the machine where buildah runs, of contexts on the machine that runs Terraform. */
export interface ImageBuilds {
  /** Name of the machine that builds. */
  host(): Promise<string>;
  /** Reads a context; changes nothing and asks no other machine. */
  preview(spec: BuildSpec, signal: AbortSignal): Promise<BuildPreview>;
  /** Builds an image of the context that a preview described. */
  build(
    spec: BuildSpec,
    contextDigest: string,
    task: BuildTask,
    signal: AbortSignal,
  ): Promise<BuiltImage>;
  /** Looks at an output; undefined when nothing is there. Installs nothing. */
  find(
    output: BuildOutput,
    platforms: readonly string[],
    signal: AbortSignal,
  ): Promise<FoundOutput | undefined>;
  /** Removes an archive if it holds this digest; false: it holds something else and stays. What was pushed stays. */
  remove(output: BuildOutput, digest: string, signal: AbortSignal): Promise<boolean>;
}

/** What builds need of the outside world. */
export interface ImageBuildsOptions {
  /** Reaches the machine where buildah runs. */
  readonly connect: () => Promise<Runner>;
  /** The machine that runs Terraform. */
  readonly local: Runner;
  readonly storage: BuildahStorage;
  readonly credentials: Readonly<Record<string, RegistryCredentials>>;
  /** Turns the path of a context into an absolute one. */
  readonly resolve: (path: string) => string;
}

/** Builds by buildah, skopeo and the distribution registry. */
export function createImageBuilds(options: ImageBuildsOptions): ImageBuilds {
  const { connect, local, storage, credentials, resolve } = options;
  const look = (spec: BuildSpec, signal: AbortSignal): Promise<BuildContext> =>
    readContext(local, { ...spec, context: resolve(spec.context) }, signal);

  const build: ImageBuilds["build"] = async (spec, contextDigest, task, signal) => {
    const runner = await connect();
    await ensureBuildah(runner, { mayInstall: true, signal });
    const context = await look(spec, signal);
    if (context.digest !== contextDigest) throw contextChanged(context.directory);
    const needsSkopeo = context.images.length > 0 || spec.output.kind === "push";
    if (needsSkopeo) await ensureSkopeo(runner, { mayInstall: true, signal });
    return withRegistryAccess(runner, credentials, (registries) =>
      withWorkplace(runner, storage, async (directory) => {
        const access = { ...registries, storage, signal };
        const site = { runner, directory, context, access };
        await task("send-context", () => sendContext({ ...site, local }));
        const images = await buildPlatforms(site, spec, task);
        return task("publish-image", () => publish(site, spec.output, images));
      }),
    );
  };

  return {
    host: async () => (await connect()).host,
    async preview(spec, signal) {
      const { digest, images } = await look(spec, signal);
      return { contextDigest: digest, collected: images.map(collectedName) };
    },
    build,
    async find(output, platforms, signal) {
      const runner = await connect();
      if (output.kind === "archive") return findArchive(runner, output.path, signal);
      await ensureSkopeo(runner, { mayInstall: false, signal });
      const platform = platforms[0] ?? (await ownPlatform(runner));
      const { reference } = output;
      const digest = await withRegistryAccess(runner, credentials, ({ authFile }) =>
        askDigest(runner, reference, { platform, authFile, signal }),
      );
      return digest === undefined
        ? undefined
        : { digest, sizeBytes: undefined, reference: pushedReference(reference, digest) };
    },
    async remove(output, digest, signal) {
      if (output.kind === "push") return true;
      const runner = await connect();
      const found = await readArchive(runner, output.path, signal);
      if (found !== undefined && found.image?.digest !== digest) return false;
      await runner.exec(["rm", "-f", "--", output.path]);
      return true;
    },
  };
}

async function findArchive(
  runner: Runner,
  path: string,
  signal: AbortSignal,
): Promise<FoundOutput | undefined> {
  const found = await readArchive(runner, path, signal);
  if (found === undefined) return undefined;
  const { image, sizeBytes } = found;
  const reference = image === undefined ? undefined : archiveReference(path, image.tag);
  return { digest: image?.digest, sizeBytes, reference };
}
