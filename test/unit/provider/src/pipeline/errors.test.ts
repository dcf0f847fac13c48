import { isPhaseError, PhaseError, reasonOf } from "../../../../../provider/src/pipeline/errors";
import { failureOf } from "../../../../../provider/src/pipeline/failure-of";

describe("an error of a phase", () => {
  it("says where, at which step and why", () => {
    const error = new PhaseError("cp-1", "send", "disk full");
    expect(error).toMatchObject({ name: "PhaseError", message: "cp-1: send: disk full" });
  });

  it("is told by its brand, whoever made it", () => {
    const foreign = { [Symbol.for("cdktf-sealos/phase-error")]: true };
    expect([new PhaseError("a", "b", "c"), foreign].map(isPhaseError)).toEqual([true, true]);
    expect([new Error("a"), null, "text", undefined].some(isPhaseError)).toBe(false);
  });
});

describe("the reason of a failure", () => {
  it.each([
    [new Error("disk full"), "disk full"],
    ["plain text", "plain text"],
    [undefined, "undefined"],
  ])("of %p is %j", (thrown, reason) => {
    expect(reasonOf(thrown)).toBe(reason);
  });

  it("is what an action threw, if it did", async () => {
    const failure = new Error("disk full");
    expect(await failureOf(() => Promise.reject(failure))).toBe(failure);
    expect(await failureOf(() => Promise.resolve())).toBeUndefined();
  });
});
