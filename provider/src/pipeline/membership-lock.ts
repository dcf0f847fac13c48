import type { Runner } from "../transports/runner";
import { withClusterLease } from "./cluster-lease";

const NAME = "cdktf-sealos-membership";
const LIMIT_MS = 15 * 60_000;

/**
 * Runs one change of a cluster's control planes at a time: whatever runs beside us, on this machine or another, waits.
 *
 * @throws Error when another holder does not finish within 15 minutes.
 */
export function withMembershipLock<T>(
  api: Runner,
  holder: string,
  signal: AbortSignal,
  change: () => Promise<T>,
): Promise<T> {
  return withClusterLease(
    api,
    { names: [NAME], holder, limitMs: LIMIT_MS, signal, busy: messageOf },
    change,
  );
}

function messageOf([holder]: readonly string[], leaseSeconds: number): string {
  return `another run (${holder ?? "unknown"}) is changing the control planes of this cluster; they change one at a time. Wait for it, or let its lease run out (${leaseSeconds} s after it died).`;
}
