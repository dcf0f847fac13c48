import type { AppSpec } from "../../../domain/app-spec";
import { manifestPath, registryStorage } from "../../../domain/paths";
import { removePaths } from "../../../tools/files";
import { recordFiles, sendRegistry } from "../../../tools/image-tree";
import { compareTree } from "../../compare-tree";
import { knownInput, type Phase } from "../../phase";
import type { AppContext } from "./context";

/** Adds the application's own container images to the cluster's registry. */
export const mirrorAppRegistry: Phase<AppSpec, AppContext> = {
  step: "mirror-app-registry",
  title: "Add the application's images to the registry",

  plan: ({ image, registryHost }) => ({
    lines: ["send the application's registry blobs that are missing"],
    input: knownInput({
      image: image?.digest,
      registry: registryHost === null ? null : registryHost?.machineId,
    }),
  }),

  async run({ registry, cluster, images, transfers, report, signal }, { name, image }) {
    const { root } = await images.remount(image, signal);
    const from = await images.runner();
    const { files } = await transfers(() =>
      sendRegistry({
        from,
        source: `${root}/registry`,
        to: registry,
        target: registryStorage(cluster),
        onProgress: (transfer) => report("mirror-app-registry", { type: "transfer", ...transfer }),
        signal,
      }),
    );
    return { manifest: await recordFiles(registry, manifestOf(cluster, name), files) };
  },

  drift: (look, { name }, note) =>
    compareTree(look.registry, look, {
      root: registryStorage(look.cluster),
      manifest: manifestOf(look.cluster, name),
      recorded: (note as { readonly manifest?: string } | undefined)?.manifest,
    }),

  async undo({ registry, cluster }, { name }) {
    await removePaths(registry, [manifestOf(cluster, name)]);
  },
};

function manifestOf(cluster: string, name: string): string {
  return manifestPath(cluster, `app-${name}-images`);
}
