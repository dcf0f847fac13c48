import { delay, type Delay } from "./delay";

export interface PollOptions {
  /** No question is asked later than so many milliseconds after the first. */
  readonly limitMs: number;
  /** Least pause between an answer and the next question, in milliseconds. */
  readonly pauseMs: number;
  readonly signal?: AbortSignal;
  /** Time, for tests. */
  readonly now?: () => number;
  readonly delay?: Delay;
}

/** Asking is to take no more than a fifth of the time: the machine that answers is the one that is waited for. */
const PAUSE_BY_ANSWER = 4;
const LONGEST_ADDED_PAUSE_MS = 1_000;

/** Asks until the answer is yes; false when the time is over first. Rejects when the signal is aborted. */
export async function poll(ask: () => Promise<boolean>, options: PollOptions): Promise<boolean> {
  const now = options.now ?? Date.now;
  const pause = options.delay ?? delay;
  const deadline = now() + options.limitMs;
  for (;;) {
    options.signal?.throwIfAborted();
    const asked = now();
    if (await ask()) return true;
    const answeredMs = now() - asked;
    const pauseMs = Math.max(
      options.pauseMs,
      Math.min(answeredMs * PAUSE_BY_ANSWER, LONGEST_ADDED_PAUSE_MS),
    );
    if (now() + pauseMs >= deadline) return false;
    await pause(pauseMs, options.signal);
  }
}
