import { poll } from "../lib/poll";
import { isTransportError } from "../transports/errors";
import { failureOf } from "./failure-of";

const PAUSE_MS = 1_000;

/**
 * Does what may fail, as soon as it can: again where a connection was lost or not made, until the time is over (milliseconds). Answers
 * the failure that it ended with, undefined when it was done. Never rejects.
 */
export async function keepTrying(
  limitMs: number,
  action: (signal: AbortSignal) => Promise<void>,
): Promise<unknown> {
  let failure: unknown;
  const signal = AbortSignal.timeout(limitMs);
  const isOver = async (): Promise<boolean> => {
    const thrown = await failureOf(() => action(signal));
    // What the end of the time cut off says less than why it was tried again.
    failure = thrown !== undefined && signal.aborted ? (failure ?? thrown) : thrown;
    return !isTransportError(thrown) || !thrown.retryable;
  };
  await poll(isOver, { limitMs, pauseMs: PAUSE_MS, signal }).catch(() => undefined);
  return failure;
}
