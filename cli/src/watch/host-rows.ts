import { isWaiting, type Bar, type Run } from "../event-log/history";

/** What a host is doing, as one row of the table. */
export interface HostRow {
  readonly host: string;
  /** A host without work is idle while the session goes on, and done after it. */
  readonly state: "failed" | "working" | "waiting" | "idle" | "done";
  /** What it runs now, newest last; of a failed host, what failed last. */
  readonly now: Bar | undefined;
  /** All of its steps so far, in the order of their beginning; tasks are not among them. */
  readonly steps: readonly Bar[];
}

/**
 * The rows of a session, hosts in the order in which they appeared. A machine where no step ran, only tasks that are over,
 * has nothing to show.
 */
export function hostRows(session: readonly Run[]): readonly HostRow[] {
  const hosts = new Map<string, Bar[]>();
  const bars = session.flatMap((run) => run.bars).sort((a, b) => a.from - b.from);
  for (const bar of bars) {
    const found = hosts.get(bar.host);
    if (found === undefined) hosts.set(bar.host, [bar]);
    else found.push(bar);
  }
  const rest = session.every(({ isEnded }) => isEnded) ? "done" : "idle";
  return [...hosts]
    .map(([host, all]) => rowOf(host, all, rest))
    .filter(({ now, steps }) => now !== undefined || steps.length > 0);
}

function rowOf(host: string, bars: readonly Bar[], rest: "idle" | "done"): HostRow {
  const steps = bars.filter(({ kind }) => kind === "step");
  const running = bars.filter(({ outcome }) => outcome === "running");
  const now = running.findLast((bar) => !isWaiting(bar)) ?? running.at(-1);
  if (now !== undefined) return { host, state: isWaiting(now) ? "waiting" : "working", now, steps };
  const failed = bars.findLast((bar) => isStillFailed(bar, bars));
  return failed === undefined
    ? { host, state: rest, now: undefined, steps }
    : { host, state: "failed", now: failed, steps };
}

/** A step that failed and was done later, in this session, is no failure any more. */
export function isStillFailed(bar: Bar, bars: readonly Bar[]): boolean {
  return (
    bar.outcome === "failed" &&
    !bars.some(
      (other) =>
        other.outcome === "done" &&
        other.from >= (bar.to ?? bar.from) &&
        [other.resource, other.object, other.host, other.step].join(" ") ===
          [bar.resource, bar.object, bar.host, bar.step].join(" "),
    )
  );
}
