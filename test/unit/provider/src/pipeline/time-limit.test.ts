import {
  describeLimit,
  isTimeOver,
  limitFrom,
  timeLeft,
} from "../../../../../provider/src/pipeline/time-limit";

const start = new Date("2026-01-01T00:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);

describe("the time limit of an operation", () => {
  const limit = limitFrom(start, "timeouts.create", 60_000);

  it("leaves a command a little less than what is left, so that its host ends it first", () => {
    expect(timeLeft(limit, start)).toBe(55_000);
    expect(timeLeft(limit, after(20_000))).toBe(35_000);
    expect(timeLeft(limitFrom(start, "timeouts.create", 5_000), start)).toBe(4_500);
  });

  it("leaves a second even when it is over", () => {
    expect(timeLeft(limit, after(70_000))).toBe(1_000);
  });

  it("is told with the attribute that sets it", () => {
    expect(describeLimit(limit)).toBe("1 min (timeouts.create)");
  });

  it("is over where the signal says so, and not where the practitioner stopped the run", async () => {
    const timed = AbortSignal.timeout(0);
    await new Promise((resolve) => timed.addEventListener("abort", resolve));
    expect(isTimeOver(timed)).toBe(true);
    expect(isTimeOver(AbortSignal.abort())).toBe(false);
    expect(isTimeOver(new AbortController().signal)).toBe(false);
  });
});
