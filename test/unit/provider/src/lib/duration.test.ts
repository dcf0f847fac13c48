import { formatDuration, parseDuration } from "../../../../../provider/src/lib/duration";

describe("reading a duration", () => {
  test.each([
    ["90s", 90_000],
    ["1h30m", 5_400_000],
    ["250ms", 250],
    ["1.5s", 1_500],
    ["0s", 0],
  ])("%s", (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  test.each(["", "90", "s", "1d", "1h 30m", "-1s", "1h30"])("refuses %p", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe("writing a duration", () => {
  test.each([
    [250, "250 ms"],
    [4_200, "4.2 s"],
    [60_000, "1 min"],
    [59_990, "1 min"],
    [185_000, "3 min 5 s"],
    [7_800_000, "2 h 10 min"],
  ])("%d", (milliseconds, expected) => {
    expect(formatDuration(milliseconds)).toBe(expected);
  });
});
