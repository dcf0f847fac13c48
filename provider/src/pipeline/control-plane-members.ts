import type { ClusterSpec, ControlPlane } from "../domain/cluster-spec";
import { nodeAddress } from "../domain/node-address";
import { isMember, type ControlPlaneSight } from "./cluster-home";
import type { ControlPlaneMember } from "./phases/cluster/context";

/** The control planes of a cluster, parted by whether a change can reach them. */
export interface ControlPlaneMembers {
  /** Those that are nodes, the home in front. */
  readonly members: readonly ControlPlaneMember[];
  /** Names of those that were not reached. */
  readonly silent: readonly string[];
}

/** Parts the control planes of a specification by what a look at them showed. The home counts as a node: it is about to be one. */
export function membersOf(
  { controlPlanes }: Pick<ClusterSpec, "controlPlanes">,
  seen: readonly ControlPlaneSight[],
  home: ControlPlane,
): ControlPlaneMembers {
  const isHome = ({ controlPlane }: ControlPlaneSight): boolean => controlPlane.node === home.node;
  const nodes = seen.filter((sight) => isHome(sight) || isMember(sight.journal));
  const ordered = [...nodes.filter(isHome), ...nodes.filter((sight) => !isHome(sight))];
  return {
    members: ordered.map(({ controlPlane: { node, locator }, facts, host }) => ({
      node,
      address: nodeAddress(locator.address, facts),
      host,
    })),
    silent: controlPlanes
      .map(({ node }) => node)
      .filter((node) => !seen.some(({ controlPlane }) => controlPlane.node === node)),
  };
}
