/** How fast a stream flows. */
export interface Pace {
  /** Told the bytes of each piece once there was room for it. */
  add(bytes: number): void;
  /** Undefined as long as too little flowed to know. */
  bytesPerSecond(): number | undefined;
}

/**
 * Makes a {@link Pace}: that of the best stretch of so many bytes, because a line that carried them once can, whatever held it up at
 * other times. The first stretch, which fills buffers on the way, does not count; nor does what a command takes to start and to end.
 */
export function createPace(stretch: number, now: () => number = () => performance.now()): Pace {
  let [bytes, since, best]: [number, number | undefined, number | undefined] = [
    0,
    undefined,
    undefined,
  ];
  return {
    add(more) {
      bytes += more;
      if (bytes < stretch) return;
      const until = now();
      if (since !== undefined) best = Math.max(best ?? 0, (bytes / (until - since)) * 1000);
      [bytes, since] = [0, until];
    },
    bytesPerSecond: () => best,
  };
}
