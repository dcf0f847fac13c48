/**
 * The first success of attempts in order of preference: the next one starts when those before it failed, or have not ended
 * after `headStartMs` milliseconds. Rejects with an AggregateError of all failures, in the same order.
 */
export function hedge<T>(attempts: readonly (() => Promise<T>)[], headStartMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const failures: unknown[] = [];
    let started = 0;
    let failed = 0;
    let timer: NodeJS.Timeout | undefined;

    const startNext = (): void => {
      clearTimeout(timer);
      const index = started;
      const attempt = attempts[index];
      if (attempt === undefined) return;
      started += 1;
      timer = setTimeout(startNext, headStartMs);
      attempt().then(
        (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        (error: unknown) => {
          failures[index] = error;
          failed += 1;
          if (failed === attempts.length) {
            clearTimeout(timer);
            reject(new AggregateError(failures));
          } else startNext();
        },
      );
    };
    if (attempts.length === 0) reject(new AggregateError([]));
    startNext();
  });
}
