import { isBehind, type NodeStanding } from "./node-standing";
import type { DrainSpec, NodeRole } from "./node-spec";

/** The upgrade of one node. */
export interface UpgradeSpec {
  /** Name of the cluster; names paths and units on the host. */
  readonly cluster: string;
  readonly node: string;
  readonly role: NodeRole;
  /** `apply` on the control plane that goes first and changes what all nodes share, `node` on every other. */
  readonly verb: "apply" | "node";
  /** Where the node stands now; undefined for one that has not joined. */
  readonly from: NodeStanding | undefined;
  /** `v1.20.15`; null where nobody says which version the node shall have. */
  readonly to: string | null;
  readonly drain: DrainSpec;
}

/** Whether there is anything to upgrade; undefined while the version is only known after apply. */
export function isUpgradeDue(
  from: NodeStanding | undefined,
  to: string | null | undefined,
): boolean | undefined {
  if (from === undefined || to === null) return false;
  return to === undefined ? undefined : isBehind(from, to);
}
