import type { HostSpec } from "../../../domain/host-spec";
import { formatStagedHost, stagedPath } from "../../../domain/staged-host";
import { removePaths, writeFile } from "../../../tools/files";
import { knownInput, type Phase } from "../../phase";
import type { HostContext } from "./context";

/**
 * On a node whose new image brings another Kubernetes: leaves on the host what its turn in the upgrade will install. Nothing
 * restarts before that.
 */
export const stageBootstrap: Phase<HostSpec, HostContext> = {
  step: "stage-bootstrap",
  title: "Stage the runtime and Kubernetes",

  plan: ({ cluster, images, roles, env, registry }) => ({
    lines: [
      images &&
        `stage Kubernetes ${images[0]?.version ?? "of unknown version"} (nothing restarts until the node is upgraded)`,
    ],
    input: knownInput({
      cluster,
      images: images?.map(({ digest, treeDigest, env: own }) => ({ digest, treeDigest, env: own })),
      roles,
      env,
      registry: registry && { ...registry },
    }),
  }),

  async run({ host }, spec) {
    const kubernetes = spec.images[0]?.version;
    if (kubernetes === undefined) throw new Error(noVersion(spec));
    const staged = formatStagedHost(kubernetes, spec);
    await writeFile(host, stagedPath(spec.cluster), staged, 0o600);
    return undefined;
  },

  async undo({ host }, { cluster }) {
    await removePaths(host, [stagedPath(cluster)]);
  },
};

function noVersion({ images }: HostSpec): string {
  return `images: ${images[0]?.image ?? "the first one"} has no Kubernetes version in its label "version". Use a rootfs image.`;
}
