import type { HostSpec } from "../../../domain/host-spec";
import type { ImageMount } from "../../../domain/image-mount";
import { clusterDirectory, rootfsDirectory } from "../../../domain/paths";
import { removePaths } from "../../../tools/files";
import { knownInput, type Phase } from "../../phase";
import type { HostContext } from "./context";
import { hostEnvironment } from "./files";

/** Sends the tree of the rootfs image and its patches, rendered for this host. */
export const mountRootfs: Phase<HostSpec, HostContext> = {
  step: "mount-rootfs",
  title: "Send the rootfs",

  plan: ({ cluster, images, env, roles, registry }) => ({
    lines: [images?.map(describe).join(", ")],
    input: knownInput({
      cluster,
      images: images?.map(({ treeDigest, env: own }) => ({ treeDigest, env: own })),
      env,
      roles,
      registry: registry && { domain: registry.domain, port: registry.port },
    }),
  }),

  async run(context, spec) {
    const { host, images, report, signal } = context;
    const mounted = await Promise.all(spec.images.map((image) => images.remount(image, signal)));
    const from = await images.runner();
    await context.fanOut.send({
      tree: JSON.stringify([spec.cluster, ...spec.images.map(({ treeDigest }) => treeDigest)]),
      address: spec.address,
      transfer: {
        from,
        turn: context.transfers,
        trees: mounted.map((image) => ({
          ...image,
          image: image.mount.image,
          exclude: ["registry"],
        })),
        to: host,
        target: rootfsDirectory(spec.cluster),
        near: clusterDirectory(spec.cluster),
        keep: ["registry"],
        environment: hostEnvironment(spec),
        onProgress: (transfer) => report("mount-rootfs", { type: "transfer", ...transfer }),
        signal,
      },
    });
    return undefined;
  },

  async undo({ host }, { cluster }) {
    await removePaths(host, [rootfsDirectory(cluster)]);
  },
};

function describe({ image, type, sizeBytes }: ImageMount): string {
  return `send ${type} ${image} (${Math.ceil(sizeBytes / 1e6)} MB)`;
}
