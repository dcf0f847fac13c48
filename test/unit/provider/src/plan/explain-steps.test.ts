import { explainSteps } from "../../../../../provider/src/plan/explain-steps";
import type { StepIntent } from "../../../../../provider/src/plan/pending-steps";

const run = (input: StepIntent["input"], lines: StepIntent["lines"] = ["send it", "run it"]) => ({
  step: "run",
  lines,
  input,
});
const linesOf = (
  now: StepIntent,
  before: StepIntent | null,
  drifted: Readonly<Record<string, string>> = {},
) => explainSteps([now], { before: before === null ? null : [before], drifted })[0]?.lines;

describe("the reason of a step", () => {
  it("is told by what its input differs in, on its last line", () => {
    expect(
      linesOf(run({ env: { a: "1" }, args: [], name: "x" }), run({ env: {}, name: "x" })),
    ).toEqual(["send it", "run it (env, args changed)"]);
  });

  it("is none for a step that was not there before, or whose input is as it was", () => {
    expect(linesOf(run({ a: 1 }), null)).toEqual(["send it", "run it"]);
    expect(linesOf(run({ a: 1 }), run({ a: 1 }))).toEqual(["send it", "run it"]);
  });

  it("is that it was undone from outside, where that is so", () => {
    expect(linesOf(run({ a: 1 }), run({ a: 2 }), { run: "changed by hand" })).toEqual([
      "send it",
      "run it (changed by hand)",
    ]);
  });

  it("names a step that says nothing of itself, but only where it was undone", () => {
    expect(linesOf(run({ a: 1 }, []), run({ a: 2 }, []))).toEqual([]);
    expect(linesOf(run({ a: 1 }, []), null, { run: "changed by hand" })).toEqual([
      "run run again (changed by hand)",
    ]);
  });

  it("leaves the line open while it is not known, because no line may read differently later", () => {
    expect(linesOf(run(undefined), run({ a: 1 }))).toEqual(["send it", undefined]);
    expect(linesOf(run({ a: 1 }, [undefined]), run({ a: 2 }))).toEqual([undefined]);
    const open = { ...run({ a: 1 }), lines: undefined };
    expect(linesOf(open, run({ a: 2 }))).toBeUndefined();
  });
});
