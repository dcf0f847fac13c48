import { poll } from "../../../../../provider/src/lib/poll";

/** Polls in a time of its own for what is true at the `rounds`th question; each answer takes so long. */
async function polling(rounds: number, answerMs: number, limitMs = 60_000) {
  let time = 0;
  let asked = 0;
  const pauses: number[] = [];
  const found = await poll(
    () => {
      time += answerMs;
      asked += 1;
      return Promise.resolve(asked === rounds);
    },
    {
      limitMs,
      pauseMs: 200,
      now: () => time,
      delay: (milliseconds) => {
        pauses.push(milliseconds);
        time += milliseconds;
        return Promise.resolve();
      },
    },
  );
  return { found, pauses };
}

describe("polling", () => {
  it("asks until the answer is yes, with the pause that is given", async () => {
    expect(await polling(3, 10)).toEqual({ found: true, pauses: [200, 200] });
  });

  it("pauses longer where answers take long, but never much longer", async () => {
    expect((await polling(2, 150)).pauses).toEqual([600]);
    expect((await polling(2, 2_000)).pauses).toEqual([1_000]);
  });

  it("ends with no when the time is over before the next question", async () => {
    expect(await polling(9, 10, 500)).toEqual({ found: false, pauses: [200, 200] });
  });

  it("ends when it is aborted", async () => {
    const signal = AbortSignal.abort(new Error("interrupted"));
    const never = (): Promise<boolean> => Promise.resolve(false);
    await expect(poll(never, { limitMs: 1_000, pauseMs: 200, signal })).rejects.toThrow(
      "interrupted",
    );
  });
});
