import { atMost, delayMs, type Delay } from "./delay";
import type { ProviderSession } from "./provider-session";

/** How a process that Terraform started, or a person for reattaching, comes to its end. */
export interface PluginProcess {
  opened(session: ProviderSession): void;
  closed(session: ProviderSession): void;
  /** A shutdown has been answered. */
  exitSoon(): void;
  /** Something is broken beyond repair: hand back what is known, then exit. */
  crashed(): void;
  signalled(signal: "SIGINT" | "SIGHUP" | "SIGTERM"): void;
}

// The time that the last replies get to reach the other side.
const FLUSH_MS = 200;
const CRASH_DRAIN_MS = 1_500;
const CONNECT_MS = 60_000;
// The time that an orphan has to bring its current step to an end and to write its journal.
const ORPHAN_DRAIN_MS = 5 * 60_000;

/**
 * The life of a process started by Terraform. Terraform decides about its end: interrupts, which reach the whole
 * process group, are left to Terraform, and a TERM only stops the work. If Terraform vanishes, the work is stopped and
 * the process exits, so that no orphan stays. If nobody connects within a minute, it exits as well.
 */
export function spawnedProcess(
  exit: (code: number) => void,
  delay: Delay = delayMs,
): PluginProcess {
  const sessions = new Set<ProviderSession>();
  let isShuttingDown = false;
  const firstConnection = delay(CONNECT_MS);
  void firstConnection.done.then(() => exit(1));
  const drain = (last: readonly ProviderSession[], milliseconds: number): Promise<void> =>
    stopAndFlush(last, milliseconds, delay);
  return {
    opened(session) {
      firstConnection.cancel();
      sessions.add(session);
    },
    closed(session) {
      sessions.delete(session);
      if (isShuttingDown) exit(0);
      else if (sessions.size === 0) void drain([session], ORPHAN_DRAIN_MS).then(() => exit(0));
    },
    exitSoon() {
      isShuttingDown = true;
      void delay(FLUSH_MS).done.then(() => exit(0));
    },
    crashed: () => void drain([...sessions], CRASH_DRAIN_MS).then(() => exit(2)),
    signalled(signal) {
      if (signal !== "SIGTERM") return;
      if (sessions.size === 0) exit(0);
      void stopAll([...sessions]);
    },
  };
}

/**
 * The life of a process started by hand. It outlives its connections; a signal stops all work and ends it, a second
 * one ends it at once.
 */
export function standingProcess(
  exit: (code: number) => void,
  delay: Delay = delayMs,
): PluginProcess {
  const sessions = new Set<ProviderSession>();
  let isEnding = false;
  return {
    opened: (session) => void sessions.add(session),
    closed: (session) => void sessions.delete(session),
    exitSoon: () => undefined,
    crashed: () => end(CRASH_DRAIN_MS, 2),
    signalled() {
      if (isEnding) exit(1);
      else end(ORPHAN_DRAIN_MS, 0);
    },
  };

  function end(milliseconds: number, code: number): void {
    isEnding = true;
    void stopAndFlush([...sessions], milliseconds, delay).then(() => exit(code));
  }
}

async function stopAndFlush(
  sessions: readonly ProviderSession[],
  milliseconds: number,
  delay: Delay,
): Promise<void> {
  await atMost(milliseconds, stopAll(sessions), delay);
  await delay(FLUSH_MS).done;
}

async function stopAll(sessions: readonly ProviderSession[]): Promise<void> {
  await Promise.all(sessions.map((session) => session.stop()));
}
