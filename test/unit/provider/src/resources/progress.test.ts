import { UNKNOWN } from "../../../../../provider/sdk";
import { digestOf } from "../../../../../provider/src/lib/hash";
import { PhaseError } from "../../../../../provider/src/pipeline/errors";
import type { StepIntent } from "../../../../../provider/src/plan/pending-steps";
import {
  driftedOf,
  finishedOf,
  isAdoption,
  planPrivate,
  planProgress,
  reachedProgress,
  reportFailure,
  resumeWarning,
  statePrivate,
  type ProgressState,
} from "../../../../../provider/src/resources/progress";

const state = (ready: boolean | null, different: Partial<ProgressState> = {}): ProgressState => ({
  ready,
  status: ready === true ? "ready" : "cp-1: send: disk full",
  generation: "g1",
  steps: [],
  ...different,
});

describe("a delete", () => {
  const prior = { finished: { send: "digest" } };
  // What Terraform hands over in each situation: terraform plans a tainted object as if it did not exist.
  it.each([
    ["of a tainted object, before it is created anew", false, planPrivate("create", null), true],
    ["of an object that was ready, tainted by hand", true, planPrivate("create", null), false],
    ["that a changed attribute or -replace forces", false, planPrivate("create", prior), false],
    ["that the practitioner asks for", false, planPrivate("destroy", prior), false],
    ["of a deposed object", false, planPrivate("destroy", null), false],
    ["planned by nobody", false, null, false],
    ["of an object that never said whether it is ready", null, planPrivate("create", null), false],
  ])("%s resumes (ready: %s, private: %j): %s", (_, ready, plannedPrivate, resumes) => {
    expect(isAdoption(state(ready), plannedPrivate)).toBe(resumes);
  });
});

describe("private data of a plan", () => {
  it("never nests what was there before", () => {
    const once = planPrivate("update", { finished: { send: "digest" }, drifted: ["mark"] });
    expect(planPrivate("update", once)).toEqual(once);
  });

  it("does not call finished what drifted", () => {
    const found = statePrivate({ send: "digest", mark: "digest" }, ["mark"]);
    expect(finishedOf(found)).toEqual({ send: "digest" });
    expect(driftedOf(planPrivate("update", found))).toEqual(["mark"]);
  });

  it.each([[null], ["text"], [{ finished: ["not", "steps"] }], [["a list"]]])(
    "reads %j as nothing finished",
    (data) => expect(finishedOf(data)).toEqual({}),
  );
});

describe("planned progress", () => {
  const send: StepIntent = { step: "send", lines: ["send it"], input: { of: "send" } };
  const open: StepIntent = { step: "send", lines: ["send it"], input: undefined };
  const line: StepIntent = { step: "send", lines: [undefined], input: undefined };
  const finished = { send: digestOf({ of: "send" }) };

  it("of a new object is open, with its lines", () => {
    expect(planProgress("cp-1", [send], {}, null)).toEqual({
      ready: UNKNOWN,
      status: UNKNOWN,
      steps: ["cp-1: send it"],
    });
  });

  it("of a finished object is what it is", () => {
    const progress = planProgress("cp-1", [send], finished, state(true));
    expect(progress).toEqual({ ready: true, status: "ready", steps: [] });
  });

  it("keeps the lines of the last apply until a refresh takes them away", () => {
    const before = state(true, { steps: ["cp-1: send it"] });
    expect(planProgress("cp-1", [send], finished, before).steps).toEqual(["cp-1: send it"]);
    expect(planProgress("cp-1", [send], finished, state(true, { steps: null })).steps).toEqual([]);
  });

  it("of an unfinished object changes even if no step is pending", () => {
    expect(planProgress("cp-1", [send], finished, state(false)).ready).toBe(UNKNOWN);
  });

  it("leaves open what is only known later: one line, or all of them", () => {
    expect(planProgress("cp-1", [line], {}, null).steps).toEqual([UNKNOWN]);
    expect(planProgress("cp-1", [open], finished, state(true)).steps).toBe(UNKNOWN);
  });
});

describe("a failure", () => {
  const failure = new PhaseError("cp-1", "send", "no space left\nfree some");
  const report = (different: Partial<Parameters<typeof reportFailure>[0]> = {}) =>
    reportFailure({
      doing: "Preparing cp-1",
      failure,
      mode: "error",
      operation: "create",
      interrupted: false,
      ...different,
    });

  it("is nothing to report where there is none", () => {
    expect(report({ failure: undefined })).toEqual([]);
  });

  it.each([
    ["create", "error", false, "error"],
    ["create", "resume", false, "warning"],
    ["update", "error", false, "error"],
    ["update", "resume", false, "error"],
    ["create", "error", true, "warning"],
    ["update", "error", true, "warning"],
  ] as const)(
    "of a %s in mode %s (interrupted: %s) is a %s",
    (operation, mode, interrupted, severity) => {
      expect(report({ operation, mode, interrupted })[0]?.severity).toBe(severity);
    },
  );

  it("tells what was done, at which step, why, and what comes next", () => {
    expect(report()).toMatchObject([
      {
        summary: "Preparing cp-1 Failed At send",
        detail: expect.stringMatching(
          /^cp-1: send: no space left\nfree some\n\n.*next apply goes on/,
        ) as string,
      },
    ]);
  });

  it("names no step where none was running", () => {
    const [diagnostic] = report({ failure: new Error("no route"), interrupted: true });
    expect(diagnostic?.summary).toBe("Preparing cp-1 Was Interrupted");
  });

  it("is the status, in one line", () => {
    expect(reachedProgress(failure)).toEqual({ ready: false, status: "cp-1: send: no space left" });
    expect(reachedProgress(undefined)).toEqual({ ready: true, status: "ready" });
  });
});

describe("an unfinished object", () => {
  it("is announced before it resumes, so that a replacement frightens nobody", () => {
    expect(resumeWarning("cp-1", state(false))).toMatchObject([
      { severity: "warning", summary: "cp-1 Is Unfinished" },
    ]);
    expect(resumeWarning("cp-1", state(false, { status: null }))[0]?.detail).toMatch(
      /^its last apply failed\. .*nothing is wiped/,
    );
    expect(resumeWarning("cp-1", state(true))).toEqual([]);
  });
});
