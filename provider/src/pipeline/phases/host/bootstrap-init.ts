import type { HostSpec } from "../../../domain/host-spec";
import type { InstalledNote } from "../../../domain/installed-version";
import type { PhaseContext } from "../../context";
import { knownInput, type Phase } from "../../phase";
import { runImageScript } from "./files";

/** Bootstrap, init: kernel settings, container runtime, Kubernetes binaries and the kubelet's unit. */
export const bootstrapInit: Phase<HostSpec, PhaseContext> = {
  step: "bootstrap-init",
  title: "Install the runtime and Kubernetes",

  plan: ({ cluster, images, env, registry }) => ({
    lines: ["install the container runtime and Kubernetes (the image's init script)"],
    input: knownInput({
      cluster,
      images: images?.map(({ treeDigest, env: own }) => ({ treeDigest, env: own })),
      env,
      registry: registry && { domain: registry.domain, port: registry.port },
    }),
  }),

  async run(context, spec) {
    await runImageScript(context, spec, "bootstrap-init", "init");
    return { kubernetes: spec.images[0]?.version ?? null } satisfies InstalledNote;
  },

  async undo(context, spec) {
    await runImageScript(context, spec, "bootstrap-init", "clean");
  },
};
