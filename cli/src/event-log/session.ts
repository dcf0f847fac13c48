import { closedRun, type Run } from "./history";

/**
 * The runs that belong to the newest one: itself, and those that were under way at the same time, directly or through
 * others. Several stacks that are applied together are one session; what ended before it is not part of it.
 */
export function lastSession(runs: readonly Run[]): readonly Run[] {
  const session: Run[] = [];
  let beginning = Infinity;
  for (const run of [...runs].sort((a, b) => b.to - a.to)) {
    if (session.length > 0 && run.to < beginning) break;
    session.unshift(run);
    beginning = Math.min(beginning, run.from);
  }
  return session.sort((a, b) => a.from - b.from);
}

/** What can be known of processes here and now. */
export interface Surroundings {
  readonly machine: string;
  readonly now: number;
  /** Whether a process of this machine lives. */
  readonly isAlive: (pid: number) => boolean;
}

/**
 * Whether nothing more is to come of a session: every run said so, or its process is gone. Of a run elsewhere, and of logs
 * that do not name the process, silence decides.
 */
export function isOver(session: readonly Run[], surroundings: Surroundings): boolean {
  return session.every((run) => isGone(run, surroundings));
}

/** The session with what was left under way by runs that are gone counted as failed. */
export function settled(session: readonly Run[], surroundings: Surroundings): readonly Run[] {
  return session.map((run) => (isGone(run, surroundings) ? closedRun(run) : run));
}

const SILENCE_MS = 60_000;
const LONG_SILENCE_MS = 15 * 60_000;

function isGone(run: Run, { machine, now, isAlive }: Surroundings): boolean {
  const { process, bars, to, isEnded } = run;
  if (isEnded) return true;
  if (process?.machine === machine) return !isAlive(process.pid);
  const isBusy = bars.some(({ outcome }) => outcome === "running");
  return now - to > (isBusy ? LONG_SILENCE_MS : SILENCE_MS);
}
