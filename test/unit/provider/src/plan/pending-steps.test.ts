import { digestOf } from "../../../../../provider/src/lib/hash";
import {
  pendingSteps,
  stepLines,
  type StepIntent,
} from "../../../../../provider/src/plan/pending-steps";

const intent = (step: string, input: StepIntent["input"] = { of: step }): StepIntent => ({
  step,
  input,
  lines: [`do ${step}`],
});

describe("pending steps", () => {
  const all = [intent("check"), intent("send"), intent("start")];

  it("are all steps of a host that was never touched", () => {
    expect(pendingSteps(all, {})).toEqual(all);
  });

  it("leave out what finished with the same input", () => {
    expect(pendingSteps(all, { send: digestOf({ of: "send" }) }).map(({ step }) => step)).toEqual([
      "check",
      "start",
    ]);
  });

  it("hold a step whose input changed", () => {
    expect(
      pendingSteps([intent("send", { of: "other" })], { send: digestOf({ of: "send" }) }),
    ).toHaveLength(1);
  });

  it("hold a step whose input is only known after apply", () => {
    const later: StepIntent = { step: "send", lines: [], input: undefined };
    expect(pendingSteps([later], { send: digestOf({ of: "send" }) })).toEqual([later]);
  });

  it("read as one line an effect, with the host in front", () => {
    expect(stepLines("cp-1", all, {})).toEqual([
      "cp-1: do check",
      "cp-1: do send",
      "cp-1: do start",
    ]);
  });

  it("leave a line open that is only known after apply", () => {
    const later: StepIntent = { step: "send", lines: [undefined], input: undefined };
    expect(stepLines("cp-1", [later], {})).toEqual([undefined]);
  });

  it("are not listed while it is open whether a finished step must run again", () => {
    const later: StepIntent = { step: "send", lines: ["send"], input: undefined };
    expect(stepLines("cp-1", [later], { send: "digest" })).toBeUndefined();
  });
});
