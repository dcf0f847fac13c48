import type { AppSpec } from "../../../domain/app-spec";
import { applicationDirectory, clusterDirectory } from "../../../domain/paths";
import { removePaths } from "../../../tools/files";
import { sendImages } from "../../../tools/image-tree";
import { knownInput, type Phase } from "../../phase";
import type { AppContext } from "./context";
import { appEnvironment, knownEnvironment } from "./files";

/** Sends the application's tree to its home, rendered with its environment. */
export const mountApp: Phase<AppSpec, AppContext> = {
  step: "mount-app",
  title: "Send the application",

  plan: ({ name, image, env }) => ({
    lines: [image && `send application ${image.image}`],
    input: knownInput({ name, files: image?.treeDigest, env: knownEnvironment({ image, env }) }),
  }),

  async run(context, spec) {
    const { host, images, cluster, transfers, report, signal } = context;
    const mounted = await images.remount(spec.image, signal);
    const from = await images.runner();
    await transfers(() =>
      sendImages({
        from,
        trees: [{ ...mounted, image: spec.image.image, exclude: ["registry"] }],
        to: host,
        target: applicationDirectory(cluster, spec.name),
        near: clusterDirectory(cluster),
        environment: appEnvironment(spec),
        onProgress: (transfer) => report("mount-app", { type: "transfer", ...transfer }),
        signal,
      }),
    );
    return undefined;
  },

  async undo({ host, cluster }, { name }) {
    await removePaths(host, [applicationDirectory(cluster, name).replace(/\/workdir$/, "")]);
  },
};
