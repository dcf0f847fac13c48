import { parseKubernetesVersion } from "../../../domain/kubernetes-version";
import type { UpgradeSpec } from "../../../domain/upgrade-spec";
import {
  beginTurn,
  drainNode as drain,
  endTurn,
  findBlockedPods,
  getNodes,
  type ClusterNode,
} from "../../../tools/kubectl";
import { isCommandError } from "../../../transports/errors";
import { reasonOf } from "../../errors";
import type { Phase } from "../../phase";
import type { TurnContext } from "./context";
import { turnInput } from "./files";

/**
 * Empties the node, disruption budgets respected, within its time limit. Where its pods have nowhere to go they stay: a
 * kubelet that restarts leaves them running.
 */
export const drainNode: Phase<UpgradeSpec, TurnContext> = {
  step: "drain-node",
  title: "Drain the node",

  plan: turnInput,

  async run(context, spec) {
    const { api, signal, report } = context;
    const nodes = await getNodes(api, { signal });
    const node = nodes.find(({ name }) => name === spec.node);
    if (node === undefined) throw new Error(`the cluster has no node "${spec.node}"`);
    const hasRefuge = nodes.some((other) => isRefuge(other, node));
    const drains = spec.drain.enabled && hasRefuge && node.ready;
    await beginTurn(api, node, { version: spec.to ?? "", cordons: drains }, { signal });
    if (drains) await empty(context, spec, node);
    else if (spec.drain.enabled) {
      const message =
        "not drained: no other node would take its pods, so they stay and go on running";
      report("drain-node", { type: "note", message });
    }
    return undefined;
  },
};

/** A node that can take what leaves another: for a worker's pods another worker, for a control plane's any. */
function isRefuge(
  { name, ready, unschedulable, role }: ClusterNode,
  leaving: ClusterNode,
): boolean {
  if (name === leaving.name || !ready || unschedulable) return false;
  return role === "worker" || leaving.role === "control-plane";
}

/** A drain that does not succeed has changed nothing that matters, so the node is let in again. */
async function empty(
  { api, report, signal }: TurnContext,
  { node: name, drain: limits }: UpgradeSpec,
  node: ClusterNode,
): Promise<void> {
  const kubernetes = parseKubernetesVersion(node.version);
  if (kubernetes === undefined) return;
  try {
    const onLine = (line: string): void =>
      report("drain-node", { type: "output", stream: "stdout", line });
    await drain(api, name, limits, kubernetes, { signal, onLine });
  } catch (error) {
    const blocked = signal.aborted ? [] : await blockedPods(api, name);
    await endTurn(api, node).catch(() => undefined);
    signal.throwIfAborted();
    throw new Error(drainFailed(name, limits.timeoutSeconds, blocked, error), { cause: error });
  }
}

async function blockedPods(
  api: TurnContext["api"],
  node: string,
): Promise<Awaited<ReturnType<typeof findBlockedPods>>> {
  try {
    return await findBlockedPods(api, node);
  } catch {
    return []; // what kubectl said of the drain is still there to tell
  }
}

function drainFailed(
  node: string,
  seconds: number,
  blocked: Awaited<ReturnType<typeof findBlockedPods>>,
  error: unknown,
): string {
  const nothing = `Nothing was changed on ${node}, and it takes pods again.`;
  if (blocked.length === 0) {
    const said = isCommandError(error) ? error.stderr.trim() : reasonOf(error);
    return `${node} could not be drained within ${seconds} s: ${said}\n${nothing} Remove what keeps its pods, or raise the limit (drain.timeout of the node, upgrade.drain_timeout of the cluster).`;
  }
  const pods = blocked.map(({ pod, budget }) => `pod ${pod} by budget ${budget}`).join("; ");
  return `${node} could not be drained within ${seconds} s: disruption budgets keep its pods (${pods}). ${nothing} Start more replicas, or let the budget allow a disruption, or raise the limit (drain.timeout of the node, upgrade.drain_timeout of the cluster).`;
}
