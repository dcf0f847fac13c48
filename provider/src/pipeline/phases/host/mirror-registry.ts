import { REGISTRY_ROLE, type HostSpec } from "../../../domain/host-spec";
import { manifestPath, registryStorage } from "../../../domain/paths";
import { recordFiles, sendRegistry, type ManifestLine } from "../../../tools/image-tree";
import { compareTree } from "../../compare-tree";
import { knownInput, type Phase } from "../../phase";
import type { HostContext } from "./context";

const TREE = "registry-images";

/** Fills the storage of the cluster's registry; blobs that are there already do not travel. */
export const mirrorRegistry: Phase<HostSpec, HostContext> = {
  step: "mirror-registry",
  title: "Fill the registry",

  plan: ({ cluster, images, roles }) =>
    roles?.includes(REGISTRY_ROLE) === false
      ? undefined
      : {
          lines: roles && ["send the images' registry blobs that are missing"],
          input: knownInput({ cluster, images: images?.map(({ treeDigest }) => treeDigest) }),
        },

  async run({ host, images, report, signal, transfers }, spec) {
    const from = await images.runner();
    const storage = registryStorage(spec.cluster);
    const files: ManifestLine[] = [];
    for (const image of spec.images) {
      const { root } = await images.remount(image, signal);
      const sent = await transfers(() =>
        sendRegistry({
          from,
          source: `${root}/registry`,
          to: host,
          target: storage,
          onProgress: (transfer) => report("mirror-registry", { type: "transfer", ...transfer }),
          signal,
        }),
      );
      files.push(...sent.files);
    }
    return { manifest: await recordFiles(host, manifestPath(spec.cluster, TREE), files) };
  },

  drift: (look, { cluster }, note) =>
    compareTree(look.host, look, {
      root: registryStorage(cluster),
      manifest: manifestPath(cluster, TREE),
      recorded: (note as { readonly manifest?: string } | undefined)?.manifest,
    }),
};
