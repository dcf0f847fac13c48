import type { BuildSpec } from "../../domain/build/build-spec";
import { buildImage, ownPlatform, type PlatformImage } from "../../tools/buildah";
import type { LineListener } from "../../transports/runner";
import type { BuildSite, BuildTask } from "./build-site";
import { collectRegistry } from "./collect-registry";

/** Builds an image for each platform, one after the other, each with the container images of its platform. */
export async function buildPlatforms(
  site: BuildSite,
  spec: BuildSpec,
  task: BuildTask,
): Promise<readonly PlatformImage[]> {
  const { runner, directory, access } = site;
  const asked = spec.platforms;
  const platforms = asked.length > 0 ? asked : [await ownPlatform(runner)];
  const images: PlatformImage[] = [];
  for (const platform of platforms) {
    await task(`collect-images ${platform}`, () => collectRegistry(site, platform));
    const input = {
      directory,
      platform,
      context: `${directory}/context`,
      kubefile: `${directory}/Kubefile`,
      ignoreFile: `${directory}/ignore`,
      buildArgs: spec.buildArgs,
      labels: spec.labels,
    };
    const built = (onLine: LineListener) => buildImage(runner, input, access, onLine);
    images.push(await task(`build-image ${platform}`, built));
  }
  return images;
}
