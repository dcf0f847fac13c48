import type { ClusterContext, ControlPlaneMember } from "../phases/cluster/context";

/**
 * Changes every control plane, one at a time, while no other joins or leaves; the next one's turn comes when `change` says
 * that this one is well.
 *
 * @throws Error before anything is changed, where a control plane cannot be reached: it would come back with the old settings.
 */
export async function eachControlPlane(
  { members, silent, membership, signal }: ClusterContext,
  change: (member: ControlPlaneMember) => Promise<void>,
): Promise<void> {
  if (silent.length > 0) throw new Error(unreached(silent));
  await membership(async () => {
    for (const member of members) {
      signal.throwIfAborted();
      await change(member);
    }
  });
}

function unreached(nodes: readonly string[]): string {
  return `${nodes.join(", ")} cannot be reached, and a control plane that is left out would come back with the old settings. Nothing was changed. Bring it back, or remove it from the configuration first and apply.`;
}
