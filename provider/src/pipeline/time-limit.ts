import { formatDuration } from "../lib/duration";

/** How long an operation may take, and how a practitioner changes that. */
export interface TimeLimit {
  /** The attribute that sets it, `timeouts.create`. */
  readonly setting: string;
  readonly milliseconds: number;
  /** Milliseconds since 1970, by the machine that runs Terraform. */
  readonly endsAt: number;
}

/** A limit that begins now. */
export function limitFrom(now: Date, setting: string, milliseconds: number): TimeLimit {
  return { setting, milliseconds, endsAt: now.getTime() + milliseconds };
}

const SHORTEST_MS = 1_000;
const LONGEST_RESERVE_MS = 5_000;
const RESERVE = 0.1;

/**
 * What a command may take of what is left, in milliseconds. A little less than all of it: its host, which keeps the limit even
 * where nobody reaches it, then ends it first and tells how it ended.
 */
export function timeLeft({ milliseconds, endsAt }: TimeLimit, now: Date): number {
  const reserve = Math.min(LONGEST_RESERVE_MS, milliseconds * RESERVE);
  return Math.max(SHORTEST_MS, endsAt - now.getTime() - reserve);
}

/** Whether a signal was aborted because the time of its operation was over, and not by the practitioner. */
export function isTimeOver({ aborted, reason }: AbortSignal): boolean {
  return aborted && (reason as { readonly name?: string } | undefined)?.name === "TimeoutError";
}

/** The limit as a practitioner reads it: `20m (timeouts.create)`. */
export function describeLimit({ milliseconds, setting }: TimeLimit): string {
  return `${formatDuration(milliseconds)} (${setting})`;
}
