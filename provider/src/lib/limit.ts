/** Runs tasks in the order of their arrival, at most so many at the same time. */
export type Limit = <T>(task: () => Promise<T>) => Promise<T>;

/** Makes a {@link Limit} of `size` (at least 1). A task that fails frees its place like any other. */
export function createLimit(size: number): Limit {
  const gate = createGate(size);
  return async (task) => {
    const leave = await gate.enter();
    try {
      return await task();
    } finally {
      leave();
    }
  };
}

/** Places that are taken and given back by hand; those who wait are served in the order of their arrival. */
export interface Gate {
  /** Waits for a place. The function it yields gives the place back; calling it again changes nothing. */
  enter(): Promise<() => void>;
  /** Lowers the number of places, for good, to one less than are taken; at least one remains. */
  narrow(): void;
}

/** Makes a {@link Gate} with `size` places (at least 1). */
export function createGate(size: number): Gate {
  const waiting: (() => void)[] = [];
  let places = size;
  let taken = 0;

  const admit = (): void => {
    while (taken < places && waiting.length > 0) {
      taken += 1;
      waiting.shift()?.();
    }
  };
  const placeToLeave = (): (() => void) => {
    let isLeft = false;
    return () => {
      if (isLeft) return;
      isLeft = true;
      taken -= 1;
      admit();
    };
  };

  return {
    enter: () =>
      new Promise((resolve) => {
        waiting.push(() => resolve(placeToLeave()));
        admit();
      }),
    narrow() {
      places = Math.max(Math.min(places, taken - 1), 1);
    },
  };
}
