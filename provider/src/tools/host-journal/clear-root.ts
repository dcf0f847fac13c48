import type { Runner } from "../../transports/runner";
import { clearCommand } from "./lock-command";

/**
 * Removes all of ours on a host but its lock, which a renewal may be writing just now: giving the lock back takes the
 * directory away.
 */
export async function clearRoot(runner: Runner): Promise<void> {
  await runner.exec(clearCommand(), { timeoutMs: 10 * 60_000 });
}
