import type { ClusterSpec } from "../../../domain/cluster-spec";
import { applyKubeProxyCommand } from "../../../tools/kubeadm";
import { rollOut } from "../../../tools/kubectl";
import type { Phase } from "../../phase";
import { runKubeadmPhase } from "../../settings/kubeadm-phase";
import { isAsMade, partInput, wantedSetting } from "../../settings/wanted-settings";
import type { ClusterContext } from "../cluster/context";

const OWN = { step: "change-kube-proxy", part: "kubeProxy" } as const;
const LIMIT_SECONDS = 300;

/** kube-proxy runs with another configuration on every node. */
export const changeKubeProxy: Phase<ClusterSpec, ClusterContext> = {
  step: OWN.step,
  title: "Change kube-proxy",

  plan: (spec) => ({
    lines: ["give kube-proxy its new configuration and restart its pods"],
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
      command: applyKubeProxyCommand,
    });
    await rollOut(home.host, "daemonset/kube-proxy", LIMIT_SECONDS, { signal: context.signal });
    return undefined;
  },
};
