/** A wait that can be given up. */
export interface Timer {
  readonly done: Promise<void>;
  cancel(): void;
}

/** Starts a timer. */
export type Delay = (milliseconds: number) => Timer;

/** Starts a real timer that does not keep the process alive. */
export function delayMs(milliseconds: number): Timer {
  let handle: NodeJS.Timeout | undefined;
  const done = new Promise<void>((resolve) => {
    handle = setTimeout(resolve, milliseconds);
    handle.unref();
  });
  return { done, cancel: () => clearTimeout(handle) };
}

/** Waits for the work, but not longer than this. */
export async function atMost(
  milliseconds: number,
  work: Promise<void>,
  delay: Delay = delayMs,
): Promise<void> {
  const timer = delay(milliseconds);
  await Promise.race([work, timer.done]);
  timer.cancel();
}
