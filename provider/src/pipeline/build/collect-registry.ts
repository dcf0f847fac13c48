import { createLimit } from "../../lib/limit";
import { withAuthFile } from "../../tools/buildah";
import { findRegistry, withRegistry, type TemporaryRegistry } from "../../tools/registry";
import { copyImage } from "../../tools/skopeo";
import type { BuildSite } from "./build-site";

/** As many as the sealos command line pulls at once. */
const COPIES = 5;
const LIMIT_MS = 30 * 60_000;

// Each platform starts from what the context itself brings in registry/.
const START = `
  set -e
  umask 022
  cd -- "$1"
  if [ ! -d own ]; then
    mkdir -p context/registry own
    cp -a context/registry/. own/
  fi
  rm -rf context/registry
  cp -a own context/registry
  mkdir -p registry`;
// Where uploads were under way; a registry makes it again.
const END = 'find "$1/context/registry" -depth -type d -name _uploads -exec rm -rf {} +';

/**
 * Fills `registry/` of a context that was sent with the container images it names, in the layout of the distribution registry. Without
 * any it stays as it came.
 *
 * @throws ToolError when an image cannot be had.
 */
export async function collectRegistry(site: BuildSite, platform: string): Promise<void> {
  const { runner, directory, context, access } = site;
  const { signal } = access;
  if (context.images.length === 0) return;
  const program = await findRegistry(runner, signal);
  const limits = { timeoutMs: LIMIT_MS, signal };
  await runner.exec(["sh", "-c", START, "start", directory], limits);
  const place = {
    program,
    storage: `${directory}/context/registry`,
    directory: `${directory}/registry`,
    signal,
  };
  await withRegistry(runner, place, (registry) => copyAll(site, platform, registry));
  await runner.exec(["sh", "-c", END, "end", directory], limits);
}

async function copyAll(
  { runner, directory, context, access }: BuildSite,
  platform: string,
  { address, username, password }: TemporaryRegistry,
): Promise<void> {
  const { authFile, signal } = access;
  const limit = createLimit(COPIES);
  await withAuthFile(runner, { [address]: { username, password } }, async (registryAuthFile) => {
    const copies = context.images.map((image) =>
      limit(() =>
        copyImage(runner, {
          image,
          platform,
          context: `${directory}/context`,
          registry: address,
          registryAuthFile,
          authFile,
          signal,
        }),
      ),
    );
    // The registry must not end under a copy that is still under way.
    const ends = await Promise.allSettled(copies);
    const failed = ends.find((end) => end.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  });
}
