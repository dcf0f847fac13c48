import type { ClusterSpec } from "../../../domain/cluster-spec";
import { uploadKubeletConfigCommand } from "../../../tools/kubeadm";
import type { Phase } from "../../phase";
import { runKubeadmPhase } from "../../settings/kubeadm-phase";
import { isAsMade, partInput, wantedSetting } from "../../settings/wanted-settings";
import type { ClusterContext } from "../cluster/context";

const OWN = { step: "change-kubelets", part: "kubelet" } as const;

/** The cluster keeps another configuration for its kubelets; each node takes it over in a step of its own. */
export const changeKubelets: Phase<ClusterSpec, ClusterContext> = {
  step: OWN.step,
  title: "Change the kubelets' configuration",

  plan: (spec) => ({
    lines: ["store the new kubelet configuration in the cluster"],
    input: partInput(spec, OWN.part),
  }),

  isDoneAlready: (journal, spec) => isAsMade(journal, spec, OWN),

  async run(context, spec) {
    const [home] = context.members;
    if (home === undefined) return undefined;
    const value = await wantedSetting(context, spec, OWN.part);
    await runKubeadmPhase(context, spec, home, {
      ...OWN,
      change: { part: OWN.part, value },
      command: uploadKubeletConfigCommand,
    });
    return undefined;
  },
};
