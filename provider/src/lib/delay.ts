/** Waits so many milliseconds; ends at once, without an error, when the signal is aborted. */
export type Delay = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** The {@link Delay} of real time. */
export const delay: Delay = (milliseconds, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal?.addEventListener("abort", finish, { once: true });
  });
