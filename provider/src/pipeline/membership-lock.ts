import { retry } from "../lib/retry";
import { delay } from "../lib/delay";
import { getLease, isLeaseFree, putLease, type Lease } from "../tools/kubectl";
import type { Runner } from "../transports/runner";

const NAME = "cdktf-sealos-membership";
const LEASE_SECONDS = 90;
const PAUSE_MS = 2_000;
const LIMIT_MS = 15 * 60_000;

/** Somebody else is changing the control planes. */
class MembershipBusy extends Error {}

/**
 * Runs one change of a cluster's control planes at a time, by a Lease in the cluster itself: whatever runs beside us,
 * on this machine or another, waits. A holder that died is succeeded when its lease has run out.
 *
 * @throws Error when another holder does not finish within 15 minutes.
 */
export async function withMembershipLock<T>(
  api: Runner,
  holder: string,
  signal: AbortSignal,
  change: () => Promise<T>,
): Promise<T> {
  let lease = await retry(() => take(api, holder), {
    isRetryable: (error) => error instanceof MembershipBusy,
    withinMs: LIMIT_MS,
    firstPauseMs: PAUSE_MS,
    longestPauseMs: PAUSE_MS,
    signal,
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

async function take(api: Runner, holder: string): Promise<Lease> {
  const found = await getLease(api, NAME);
  const now = new Date();
  if (!isLeaseFree(found, now)) throw busy(found);
  const taken = await putLease(api, {
    name: NAME,
    holder,
    durationSeconds: LEASE_SECONDS,
    acquiredAt: now,
    renewedAt: now,
    resourceVersion: found?.resourceVersion,
  });
  if (taken === "conflict") throw busy(found);
  return taken;
}

function busy(lease: Lease | undefined): MembershipBusy {
  return new MembershipBusy(
    `another run (${lease?.holder ?? "unknown"}) is changing the control planes of this cluster; they change one at a time. Wait for it, or let its lease run out (${LEASE_SECONDS} s after it died).`,
  );
}

async function renewUntil(stopped: AbortSignal, renew: () => Promise<void>): Promise<void> {
  for (;;) {
    await delay((LEASE_SECONDS * 1_000) / 3, stopped);
    if (stopped.aborted) return;
    await renew().catch(() => undefined);
  }
}
