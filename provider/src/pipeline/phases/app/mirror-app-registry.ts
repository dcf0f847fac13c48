import type { AppSpec } from "../../../domain/app-spec";
import { rootfsDirectory } from "../../../domain/paths";
import { sendRegistry } from "../../../tools/image-tree";
import { knownInput, type Phase } from "../../phase";
import type { AppContext } from "./context";

/** Adds the application's own container images to the cluster's registry. */
export const mirrorAppRegistry: Phase<AppSpec, AppContext> = {
  step: "mirror-app-registry",
  title: "Add the application's images to the registry",

  plan: ({ image }) => ({
    lines: ["send the application's registry blobs that are missing"],
    input: knownInput({ image: image?.treeDigest }),
  }),

  async run({ registry, cluster, images, transfers, report, signal }, { image }) {
    const { root } = await images.remount(image, signal);
    const from = await images.runner();
    await transfers(() =>
      sendRegistry({
        from,
        source: `${root}/registry`,
        to: registry,
        target: `${rootfsDirectory(cluster)}/registry`,
        onProgress: (bytes, total) =>
          report("mirror-app-registry", { type: "transfer", bytes, total }),
        signal,
      }),
    );
    return undefined;
  },
};
