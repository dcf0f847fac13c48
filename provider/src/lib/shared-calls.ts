import { abortable } from "./abortable";
import { delay } from "./delay";

/** What somebody wants to know. */
export interface SharedCall<T> {
  /** The same for calls of which one can stand for the others. */
  readonly key: string;
  readonly make: (signal: AbortSignal) => Promise<T>;
  readonly signal?: AbortSignal | undefined;
  /** What it rejects with when its signal is aborted. */
  readonly cancelled: () => Error;
}

/** Makes a call, or shares it with others who want the same at the same time. */
export type SharedCalls<T> = (call: SharedCall<T>) => Promise<T>;

/** How long anybody waits for the end of a call that began before theirs; it may have come to a standstill. */
const PATIENCE_MS = 1_000;

/**
 * Makes {@link SharedCalls}. Who comes while such a call is under way waits for the next one, with all others who wait: no answer
 * is older than its question. A call ends when everybody has stopped to wait for it.
 */
export function createSharedCalls<T>(): SharedCalls<T> {
  const underWay = new Map<string, Promise<unknown>>();
  const next = new Map<string, Shared<T>>();

  const leave = (key: string, shared: Shared<T>): void => {
    if (next.get(key) === shared) next.delete(key);
  };
  const begin = ({ key, make }: SharedCall<T>): Shared<T> => {
    const end = new AbortController();
    const answer = settled(underWay.get(key)).then(() => {
      leave(key, shared);
      const made = make(end.signal);
      underWay.set(key, made);
      return made.finally(() => underWay.get(key) === made && underWay.delete(key));
    });
    const shared = { answer, end, waiting: 0 };
    next.set(key, shared);
    return shared;
  };

  return async (call) => {
    const shared = next.get(call.key) ?? begin(call);
    shared.waiting += 1;
    try {
      return await abortable(shared.answer, call.signal, call.cancelled);
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0) {
        leave(call.key, shared);
        shared.end.abort();
      }
    }
  };
}

interface Shared<T> {
  readonly answer: Promise<T>;
  readonly end: AbortController;
  waiting: number;
}

async function settled(work: Promise<unknown> | undefined): Promise<void> {
  if (work === undefined) return;
  const over = new AbortController();
  await Promise.race([work.catch(() => undefined), delay(PATIENCE_MS, over.signal)]);
  over.abort();
}
