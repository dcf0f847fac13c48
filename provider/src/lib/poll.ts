import { delay, type Delay } from "./delay";

export interface PollOptions {
  /** No question is asked later than so many milliseconds after the first. */
  readonly limitMs: number;
  /** Pause between an answer and the next question, in milliseconds. */
  readonly pauseMs: number;
  readonly signal?: AbortSignal;
  /** Time, for tests. */
  readonly now?: () => number;
  readonly delay?: Delay;
}

/** Asks until the answer is yes; false when the time is over first. Rejects when the signal is aborted. */
export async function poll(ask: () => Promise<boolean>, options: PollOptions): Promise<boolean> {
  const now = options.now ?? Date.now;
  const pause = options.delay ?? delay;
  const deadline = now() + options.limitMs;
  for (;;) {
    options.signal?.throwIfAborted();
    if (await ask()) return true;
    if (now() + options.pauseMs >= deadline) return false;
    await pause(options.pauseMs, options.signal);
  }
}
