import { delay, type Delay } from "./delay";

export interface RetryOptions {
  /** Says whether the same call may succeed later. */
  readonly isRetryable: (error: unknown) => boolean;
  /** No attempt starts later than so many milliseconds after the first. */
  readonly withinMs: number;
  /** The first pause in milliseconds; each further one is twice as long. Default 250. */
  readonly firstPauseMs?: number;
  /** The longest pause in milliseconds. Default 5 000. */
  readonly longestPauseMs?: number;
  readonly signal?: AbortSignal;
  /** Time, for tests. */
  readonly now?: () => number;
  readonly delay?: Delay;
}

/**
 * Calls until it succeeds, with exponential back-off. Rejects with the newest error once that is not
 * retryable, the time is over, or the signal is aborted. `remainingMs` tells an attempt its share.
 */
export async function retry<T>(
  attempt: (remainingMs: number) => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const { isRetryable, withinMs, signal } = options;
  const now = options.now ?? Date.now;
  const pause = options.delay ?? delay;
  const deadline = now() + withinMs;
  let pauseMs = options.firstPauseMs ?? 250;

  for (;;) {
    try {
      return await attempt(Math.max(deadline - now(), 1));
    } catch (error) {
      if (!isRetryable(error) || now() + pauseMs >= deadline || signal?.aborted === true)
        throw error;
    }
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, options.longestPauseMs ?? 5_000);
  }
}
