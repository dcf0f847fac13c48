import { isBehind, standingOf } from "../../domain/node-standing";
import { delay } from "../../lib/delay";
import { getNodes, type ClusterNode } from "../../tools/kubectl";
import type { Runner } from "../../transports/runner";
import { withClusterLease } from "../cluster-lease";

const NAME = "cdktf-sealos-upgrade";
/** Many workers wait for each other; what limits them is the time limit of their own resource. */
const LIMIT_MS = 24 * 60 * 60_000;
/** A worker whose upgrade broke off has so long to go on before those that wait give up. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 2_000;

/** Whose turn, and how many may have theirs at once. */
export interface WorkerTurn {
  readonly node: string;
  /** The version it goes to, `v1.20.15`. */
  readonly to: string;
  readonly maxUnavailable: number;
  /** Who upgrades, for people. */
  readonly holder: string;
  readonly signal: AbortSignal;
}

/** Too many workers are out of service already. */
class TooFewWorkers extends Error {}

/**
 * Upgrades a worker when fewer than `maxUnavailable` others are out of service, whatever runs beside us: a lease in the
 * cluster stands for each place. A worker that broke off or is not Ready takes a place, too.
 *
 * @throws Error when others stay out of service for a minute while a place is free, or control planes are behind.
 */
export async function inWorkerTurn<T>(
  api: Runner,
  turn: WorkerTurn,
  change: () => Promise<T>,
): Promise<T> {
  let waited = 0;
  for (;;) {
    try {
      return await withClusterLease(api, leaseOf(turn), async () => {
        requirePlace(await getNodes(api, { signal: turn.signal }), turn);
        return change();
      });
    } catch (error) {
      if (!(error instanceof TooFewWorkers) || waited >= PATIENCE_MS) throw error;
    }
    // Without a lease meanwhile: it may be the broken one that waits for it.
    await delay(PAUSE_MS, turn.signal);
    turn.signal.throwIfAborted();
    waited += PAUSE_MS;
  }
}

function leaseOf({ node, maxUnavailable, holder, signal }: WorkerTurn) {
  return {
    names: Array.from({ length: maxUnavailable }, (_, place) => `${NAME}-${place + 1}`),
    holder: `${node}, ${holder}`,
    limitMs: LIMIT_MS,
    signal,
    busy: (holders: readonly string[]): string =>
      `${node} waits for its turn: ${holders.join("; ")} ${holders.length === 1 ? "is" : "are"} being upgraded`,
  };
}

function requirePlace(
  nodes: readonly ClusterNode[],
  { node, to, maxUnavailable }: WorkerTurn,
): void {
  const late = nodes.filter(
    (each) => each.role === "control-plane" && isBehind(standingOf(each), to),
  );
  if (late.length > 0) throw new Error(controlPlanesLate(node, to, late));
  const out = nodes.filter(
    ({ name, role, ready, upgradingTo }) =>
      name !== node && role === "worker" && (!ready || upgradingTo !== undefined),
  );
  if (out.length >= maxUnavailable) throw new TooFewWorkers(tooFew(node, out, maxUnavailable));
}

function controlPlanesLate(node: string, to: string, late: readonly ClusterNode[]): string {
  const standing = late.map(({ name, version }) => `${name} runs ${version}`).join(", ");
  return `${node} is not upgraded to ${to} before its control planes are: ${standing}. Name every control plane in control_plane of the sealos_cluster, and apply that first.`;
}

function tooFew(node: string, out: readonly ClusterNode[], maxUnavailable: number): string {
  const reasons = out.map(({ name, upgradingTo, readyMessage }) =>
    upgradingTo === undefined
      ? `${name} is not Ready (${readyMessage || "its kubelet does not report"})`
      : `the upgrade of ${name} has not ended`,
  );
  return `${node} was not begun: ${reasons.join(", ")}, and at most ${maxUnavailable} worker${maxUnavailable === 1 ? "" : "s"} may be out of service at once (upgrade.max_unavailable of the cluster). Bring them back, or apply again to let a broken upgrade go on.`;
}
