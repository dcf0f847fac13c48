import { readHistory, usualSeconds } from "../../../../../cli/src/report/history";

describe("the history of steps", () => {
  it("takes the median of event logs, whatever else and however torn they are", () => {
    const line = (seconds: number) =>
      JSON.stringify({ v: 2, type: "step-finished", step: "join", seconds });
    const log = [
      line(5),
      '{"type":"output","line":"step-finished"}',
      line(1),
      line(9),
      '{"type":"step-fin',
    ];
    expect(usualSeconds(readHistory([log.join("\n")]), "join")).toBe(5);
  });

  it("takes the finished steps of a host's journal", () => {
    const record = { input: "x", startedAt: "2026-01-01T00:00:00Z" };
    const journal = JSON.stringify({
      format: 1,
      steps: {
        join: { ...record, outcome: "done", seconds: 7 },
        check: { ...record, outcome: "failed", seconds: 3 },
      },
    });
    const history = readHistory([journal]);
    expect(usualSeconds(history, "join")).toBe(7);
    expect(usualSeconds(history, "check")).toBeUndefined();
  });
});
