import {
  formatKubernetesVersion,
  parseKubernetesVersion,
} from "../../../domain/kubernetes-version";
import { isUpgradeDue, type UpgradeSpec } from "../../../domain/upgrade-spec";
import type { Known } from "../../../plan/known";
import { knownInput, type Phase } from "../../phase";
import { takeTurn } from "../../upgrade/take-turn";
import type { UpgradeContext } from "./context";

/**
 * Brings one node to another version of Kubernetes when its turn comes. Where a turn broke off, the next one goes on after
 * its last finished step.
 */
export const upgradeNode: Phase<UpgradeSpec, UpgradeContext> = {
  step: "upgrade-node",
  title: "Upgrade Kubernetes on the node",

  plan(spec) {
    const isDue = isUpgradeDue(spec.from, spec.to);
    if (isDue === false) return undefined;
    return {
      lines: isDue === undefined ? undefined : [describe(spec)],
      input: knownInput({ node: spec.node, to: spec.to }),
    };
  },

  async run(context, spec) {
    await context.inTurn(() => takeTurn(context, spec));
    return undefined;
  },
};

/** Undefined while it is open whether the node is drained. */
function describe({ from, to, verb, drain }: Known<UpgradeSpec>): string | undefined {
  if (drain === undefined) return undefined;
  const words = [
    ...(drain.enabled ? ["drain"] : []),
    `kubeadm upgrade ${verb ?? "node"} ${from?.version ?? ""} → ${written(to)}`,
    "install the runtime and Kubernetes",
    "restart kubelet",
    ...(drain.enabled ? ["uncordon"] : []),
  ].join(", ");
  return from?.isUpgrading === true ? `finish the upgrade that broke off (${words})` : words;
}

function written(version: string | null | undefined): string {
  const parsed = parseKubernetesVersion(version ?? "");
  return parsed === undefined ? (version ?? "") : formatKubernetesVersion(parsed);
}
