import { SEALOS_ROOT } from "../../domain/paths";
import type { Runner } from "../../transports/runner";

/**
 * Removes all of ours on a host but its lock, which a renewal may be writing just now: giving the lock back takes the
 * directory away.
 */
export async function clearRoot(runner: Runner): Promise<void> {
  await runner.exec(COMMAND, { timeoutMs: 10 * 60_000 });
}

const BUT_LOCK = [
  "-mindepth",
  "1",
  "-maxdepth",
  "1",
  "!",
  "-name",
  "lock",
  "!",
  "-name",
  "lock.new",
];

// The slash, because the directory may be a link to where there is room.
const COMMAND = [
  ...["find", `${SEALOS_ROOT}/`, ...BUT_LOCK],
  ...["-exec", "rm", "-rf", "--one-file-system", "--", "{}", "+"],
] as const;
