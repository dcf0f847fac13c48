import type { UpgradeSpec } from "../../domain/upgrade-spec";
import type { Phase } from "../phase";
import type { TurnContext } from "../phases/upgrade/context";
import { drainNode } from "../phases/upgrade/drain-node";
import { installStaged } from "../phases/upgrade/install-staged";
import { kubeadmUpgrade } from "../phases/upgrade/kubeadm-upgrade";
import { restartKubelet } from "../phases/upgrade/restart-kubelet";
import { uncordonNode } from "../phases/upgrade/uncordon-node";

/** What happens in a node's turn, in order. Drained first: what forbids it is met before anything was changed. */
export const turnPhases: readonly Phase<UpgradeSpec, TurnContext>[] = [
  drainNode,
  kubeadmUpgrade,
  installStaged,
  restartKubelet,
  uncordonNode,
];
