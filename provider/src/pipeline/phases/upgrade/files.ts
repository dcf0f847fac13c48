import { rootfsDirectory } from "../../../domain/paths";
import type { UpgradeSpec } from "../../../domain/upgrade-spec";
import type { Known } from "../../../plan/known";
import { knownInput, type PhasePlan } from "../../phase";

/** A step of a turn depends on the node and the version alone; what a reviewer reads stands at `upgrade-node`. */
export function turnInput({ node, to }: Known<UpgradeSpec>): PhasePlan {
  return { lines: [], input: knownInput({ node, to }) };
}

/** The kubeadm of the staged version. It is run from the tree, so that the installed one stays until its turn. */
export function stagedKubeadm(cluster: string): string {
  return `${rootfsDirectory(cluster)}/bin/kubeadm`;
}
