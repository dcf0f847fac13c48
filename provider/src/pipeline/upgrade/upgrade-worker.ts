import { isBehind, standingOf, type NodeStanding } from "../../domain/node-standing";
import type { NodeSpec } from "../../domain/node-spec";
import type { UpgradeSpec } from "../../domain/upgrade-spec";
import type { Known } from "../../plan/known";
import { getNodes } from "../../tools/kubectl";
import type { NodeContext } from "../phases/node/context";
import { upgradeNode } from "../phases/upgrade/upgrade-node";
import { runWorkflow } from "../run-workflow";
import { upgradeNodePhases } from "../workflows/upgrade-node";
import { inWorkerTurn } from "./worker-turn";

/** Whether a node is one of the control planes that its cluster upgrades, so that nothing is left for the node to do. */
export function isUpgradedByCluster({
  role,
  host,
  controlPlanes,
}: Pick<NodeSpec, "role" | "host" | "controlPlanes">): boolean {
  return (
    role === "control-plane" &&
    controlPlanes.some(({ address, port }) => address === host.address && port === host.port)
  );
}

/** The upgrade of a node that stands at `from`; the name of the cluster is known only when it is asked. */
export function upgradeSpecOf(
  spec: Known<NodeSpec>,
  from: NodeStanding | undefined,
  cluster?: string,
): Known<UpgradeSpec> {
  return {
    cluster,
    node: spec.name,
    role: spec.role,
    verb: "node",
    from,
    to: spec.kubernetesVersion,
    drain: spec.drain,
  };
}

/**
 * Brings a node to the version that it shall run, when its turn comes; nothing where it runs it, or where nobody says which.
 *
 * @throws Error where it is a control plane that its cluster should have upgraded.
 */
export async function upgradeWorker(
  holder: string,
  context: NodeContext,
  spec: NodeSpec,
): Promise<void> {
  const { api, cluster, signal } = context;
  const to = spec.kubernetesVersion;
  if (to === null) return;
  const node = (await getNodes(api, { signal })).find(({ name }) => name === spec.name);
  const from = node === undefined ? undefined : standingOf(node);
  if (!isBehind(from, to)) return;
  if (isUpgradedByCluster(spec)) throw new Error(notYet(spec.name, from, to));
  const { maxUnavailable = 1 } = cluster;
  const inTurn = <T>(change: () => Promise<T>): Promise<T> =>
    spec.role === "control-plane"
      ? context.membership(change)
      : inWorkerTurn(api, { node: spec.name, to, maxUnavailable, holder, signal }, change);
  const upgrade = upgradeSpecOf(spec, from, cluster.name) as UpgradeSpec;
  // The cluster says that it is behind, whatever the journal remembers.
  await runWorkflow(upgradeNodePhases, { ...context, inTurn }, upgrade, [upgradeNode.step]);
}

function notYet(name: string, from: NodeStanding | undefined, to: string): string {
  return `${name} runs Kubernetes ${from?.version ?? "of unknown version"}, not ${to}: control planes are upgraded by their sealos_cluster, which has not come to it. Apply that first.`;
}
