import { retry, type RetryOptions } from "../../../../../provider/src/lib/retry";

const BUSY = new Error("busy");
const BROKEN = new Error("broken");

function virtualTime(): Pick<RetryOptions, "now" | "delay"> & { readonly pauses: number[] } {
  let time = 0;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => time,
    delay: (milliseconds) => {
      pauses.push(milliseconds);
      time += milliseconds;
      return Promise.resolve();
    },
  };
}

const options = { isRetryable: (error: unknown) => error === BUSY, withinMs: 10_000 };

describe("retry", () => {
  test("waits twice as long each time, up to the longest pause", async () => {
    const time = virtualTime();
    let calls = 0;
    const call = (): Promise<string> =>
      (calls += 1) < 7 ? Promise.reject(BUSY) : Promise.resolve("done");
    const result = await retry(call, {
      ...options,
      ...time,
      firstPauseMs: 100,
      longestPauseMs: 800,
    });
    expect(result).toBe("done");
    expect(time.pauses).toEqual([100, 200, 400, 800, 800, 800]);
  });

  test("gives up at once on an error that will stay", async () => {
    const time = virtualTime();
    await expect(retry(() => Promise.reject(BROKEN), { ...options, ...time })).rejects.toBe(BROKEN);
    expect(time.pauses).toEqual([]);
  });

  test("gives up when the time is over, with the newest error", async () => {
    const time = virtualTime();
    await expect(retry(() => Promise.reject(BUSY), { ...options, ...time })).rejects.toBe(BUSY);
    expect(time.now!()).toBeLessThan(10_000);
  });

  test("tells each attempt how much time is left", async () => {
    const shares: number[] = [];
    const attempt = (share: number): Promise<never> => {
      shares.push(share);
      return Promise.reject(BUSY);
    };
    await retry(attempt, { ...options, ...virtualTime(), withinMs: 1_000 }).catch(() => undefined);
    expect(shares).toEqual([1_000, 750, 250]);
  });

  test("does not try again once it is cancelled", async () => {
    const controller = new AbortController();
    const attempt = (): Promise<never> => {
      controller.abort();
      return Promise.reject(BUSY);
    };
    const time = virtualTime();
    await expect(retry(attempt, { ...options, ...time, signal: controller.signal })).rejects.toBe(
      BUSY,
    );
    expect(time.pauses).toEqual([]);
  });
});
