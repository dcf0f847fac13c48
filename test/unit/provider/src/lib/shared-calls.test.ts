import { createSharedCalls, type SharedCall } from "../../../../../provider/src/lib/shared-calls";

interface Made {
  readonly signal: AbortSignal;
  answer(value: string): void;
  fail(error: Error): void;
}

/** Calls that are answered by hand, in the order in which they were made. */
function setUp() {
  const share = createSharedCalls<string>();
  const made: Made[] = [];
  const ask = (key: string, signal?: AbortSignal): Promise<string> => {
    const call: SharedCall<string> = {
      key,
      make: (own) =>
        new Promise((answer, fail) => {
          made.push({ signal: own, answer, fail });
          own.addEventListener("abort", () => fail(new Error("ended")));
        }),
      signal,
      cancelled: () => new Error("cancelled"),
    };
    return share(call);
  };
  return { ask, made };
}

/** Lets everything that waits for nothing go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("calls that are shared", () => {
  test("are made once for all who want the same at the same time", async () => {
    const { ask, made } = setUp();
    const answers = Promise.all([ask("a"), ask("a"), ask("b")]);
    await settle();
    expect(made).toHaveLength(2);
    made[0]!.answer("first");
    made[1]!.answer("second");
    expect(await answers).toEqual(["first", "first", "second"]);
  });

  test("answer nobody who came later: those who did share the next one", async () => {
    const { ask, made } = setUp();
    const early = ask("a");
    await settle();
    const late = Promise.all([ask("a"), ask("a")]);
    await settle();
    expect(made).toHaveLength(1);
    made[0]!.answer("old");
    expect(await early).toBe("old");
    await settle();
    expect(made).toHaveLength(2);
    made[1]!.answer("new");
    expect(await late).toEqual(["new", "new"]);
  });

  test("fail for all who share them, and for no one else", async () => {
    const { ask, made } = setUp();
    const answers = Promise.allSettled([ask("a"), ask("a")]);
    await settle();
    const late = ask("a");
    made[0]!.fail(new Error("no"));
    expect((await answers).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await settle();
    made[1]!.answer("yes");
    expect(await late).toBe("yes");
  });

  test("go on for the others when one is cancelled, and end with the last", async () => {
    const { ask, made } = setUp();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = ask("a", one.signal);
    const second = ask("a", other.signal);
    await settle();
    one.abort();
    await expect(first).rejects.toThrow("cancelled");
    expect(made[0]!.signal.aborted).toBe(false);
    other.abort();
    await expect(second).rejects.toThrow("cancelled");
    expect(made[0]!.signal.aborted).toBe(true);
  });

  test("are not joined any more once everybody who waited for them was cancelled", async () => {
    const { ask, made } = setUp();
    const leaver = new AbortController();
    const running = ask("a");
    await settle();
    const left = ask("a", leaver.signal);
    leaver.abort();
    await expect(left).rejects.toThrow("cancelled");
    const late = ask("a");
    made[0]!.answer("old");
    await running;
    await settle();
    made.at(-1)!.answer("new");
    expect(await late).toBe("new");
  });

  test("do not wait long for one that has come to a standstill", async () => {
    jest.useFakeTimers();
    try {
      const { ask, made } = setUp();
      void ask("a");
      await jest.advanceTimersByTimeAsync(0);
      const late = ask("a");
      await jest.advanceTimersByTimeAsync(999);
      expect(made).toHaveLength(1);
      await jest.advanceTimersByTimeAsync(1);
      expect(made).toHaveLength(2);
      made[1]!.answer("new");
      expect(await late).toBe("new");
    } finally {
      jest.useRealTimers();
    }
  });
});
