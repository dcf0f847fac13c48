import { REGISTRY_ROLE, type HostSpec } from "../../../domain/host-spec";
import { rootfsDirectory } from "../../../domain/paths";
import { sendRegistry } from "../../../tools/image-tree";
import { knownInput, type Phase } from "../../phase";
import type { HostContext } from "./context";

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
    for (const image of spec.images) {
      const { root } = await images.remount(image, signal);
      await transfers(() =>
        sendRegistry({
          from,
          source: `${root}/registry`,
          to: host,
          target: `${rootfsDirectory(spec.cluster)}/registry`,
          onProgress: (bytes, total) =>
            report("mirror-registry", { type: "transfer", bytes, total }),
          signal,
        }),
      );
    }
    return undefined;
  },
};
