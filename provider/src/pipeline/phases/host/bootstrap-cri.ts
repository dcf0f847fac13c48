import { hostLabels, type HostSpec } from "../../../domain/host-spec";
import type { PhaseContext } from "../../context";
import { knownInput, type Phase } from "../../phase";
import { deadUnits, runImageScript, RUNTIME_UNITS } from "./files";

/** Bootstrap, init: the container runtime, where the image has a script of its own for it. */
export const bootstrapCri: Phase<HostSpec, PhaseContext> = {
  step: "bootstrap-cri",
  title: "Install the container runtime",

  plan: ({ cluster, images, env }) =>
    images !== undefined && hostLabels(images)["init-cri"] === undefined
      ? undefined
      : {
          lines: [], // what a reviewer reads stands at bootstrap-init
          input: knownInput({
            cluster,
            images: images?.map(({ treeDigest, env: own }) => ({ treeDigest, env: own })),
            env,
          }),
        },

  async run(context, spec) {
    await runImageScript(context, spec, "bootstrap-cri", "init-cri");
    return undefined;
  },

  drift: ({ host }) => deadUnits(host, RUNTIME_UNITS),

  async undo(context, spec) {
    if (hostLabels(spec.images)["clean-cri"] === undefined) return;
    await runImageScript(context, spec, "bootstrap-cri", "clean-cri");
  },
};
