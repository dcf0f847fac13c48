import { delay } from "../lib/delay";
import { retry } from "../lib/retry";
import { hasEnded } from "../lib/run-name";
import { getLease, isLeaseFree, putLease, type Lease } from "../tools/kubectl";
import type { Runner } from "../transports/runner";

const LEASE_SECONDS = 90;
const PAUSE_MS = 2_000;

/** What is to be held while something of a cluster changes. */
export interface LeaseRequest {
  /** Names of Lease objects in `kube-system`: any one of them will do. */
  readonly names: readonly string[];
  /** Who holds it, for people. */
  readonly holder: string;
  /** How long to wait for one, in milliseconds. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** What to say when none could be had in time: who holds them, and how long a lease lasts after its holder died. */
  readonly busy: (holders: readonly string[], leaseSeconds: number) => string;
}

/** Others hold every lease. */
class LeasesBusy extends Error {}

/**
 * Holds a Lease in the cluster itself while `change` runs: whoever runs beside us, on this machine or another, waits. A
 * holder that died is succeeded when its lease has run out; at once where it died on this machine.
 *
 * @throws Error when the others do not finish in time.
 */
export async function withClusterLease<T>(
  api: Runner,
  request: LeaseRequest,
  change: () => Promise<T>,
): Promise<T> {
  let lease = await retry(() => takeAny(api, request), {
    isRetryable: (error) => error instanceof LeasesBusy,
    withinMs: request.limitMs,
    firstPauseMs: PAUSE_MS,
    longestPauseMs: PAUSE_MS,
    signal: request.signal,
  });
  const stop = new AbortController();
  const renewing = renewUntil(stop.signal, async () => {
    const renewed = await putLease(api, { ...lease, renewedAt: new Date() });
    if (renewed !== "conflict") lease = renewed;
  });
  try {
    return await change();
  } finally {
    stop.abort();
    await renewing;
    // A lease that cannot be given back runs out by itself.
    await putLease(api, { ...lease, holder: "" }).catch(() => undefined);
  }
}

async function takeAny(api: Runner, request: LeaseRequest): Promise<Lease> {
  const holders: string[] = [];
  for (const name of request.names) {
    const taken = await take(api, name, request.holder);
    if (typeof taken !== "string") return taken;
    holders.push(taken);
  }
  throw new LeasesBusy(request.busy(holders, LEASE_SECONDS));
}

/** The lease, or the name of who holds it. */
async function take(api: Runner, name: string, holder: string): Promise<Lease | string> {
  const found = await getLease(api, name);
  const now = new Date();
  if (!isLeaseFree(found, now) && !hasEnded(found?.holder ?? "")) return found?.holder ?? "unknown";
  const taken = await putLease(api, {
    name,
    holder,
    durationSeconds: LEASE_SECONDS,
    acquiredAt: now,
    renewedAt: now,
    resourceVersion: found?.resourceVersion,
  });
  return taken === "conflict" ? "unknown" : taken;
}

async function renewUntil(stopped: AbortSignal, renew: () => Promise<void>): Promise<void> {
  for (;;) {
    await delay((LEASE_SECONDS * 1_000) / 3, stopped);
    if (stopped.aborted) return;
    await renew().catch(() => undefined);
  }
}
