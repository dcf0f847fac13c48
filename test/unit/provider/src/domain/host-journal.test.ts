import fc from "fast-check";
import {
  beginStep,
  claim,
  EMPTY_JOURNAL,
  endStep,
  finishedSteps,
  forgetSteps,
  formatJournal,
  parseJournal,
  type HostJournal,
} from "../../../../../provider/src/domain/host-journal";

const text = fc.string();
const step = fc.constantFrom("check", "send", "start");
const journals: fc.Arbitrary<HostJournal> = fc.record({
  format: fc.constant(1 as const),
  owner: fc.option(fc.record({ cluster: text, generation: text })),
  current: fc.option(fc.record({ step, input: text, startedAt: text })),
  steps: fc.dictionary(
    step,
    fc.record({
      input: text,
      outcome: fc.constantFrom("done", "failed"),
      startedAt: text,
      seconds: fc.nat(),
    }),
    { noNullPrototype: true },
  ),
  notes: fc.dictionary(step, text, { noNullPrototype: true }),
});
const record = { input: "digest", outcome: "done", startedAt: "", seconds: 1 } as const;

describe("a journal", () => {
  it("comes back from the host's disk as it was", () => {
    fc.assert(
      fc.property(journals, (journal) => {
        expect(parseJournal(formatJournal(journal))).toEqual(journal);
      }),
    );
  });

  it.each([[""], ["{"], ["null"], ["[]"], ['{"format":2}'], ["{}"]])(
    "that reads %j is damaged or too new",
    (damaged) => expect(parseJournal(damaged)).toBeUndefined(),
  );

  it("of an older provider lacks nothing that this one needs", () => {
    expect(parseJournal('{"format":1}')).toEqual(EMPTY_JOURNAL);
  });

  it("knows its owner", () => {
    const owner = { cluster: "prod", generation: "g1" };
    expect(claim(EMPTY_JOURNAL, owner).owner).toEqual(owner);
  });

  it("holds a step under way until it ends", () => {
    const begun = beginStep(EMPTY_JOURNAL, { step: "send", input: "digest", startedAt: "" });
    expect(begun.current?.step).toBe("send");
    expect(endStep(begun, "send", { record })).toMatchObject({
      current: null,
      steps: { send: record },
      notes: {},
    });
  });

  it("passes from a step to the one that begins with its end", () => {
    const next = { step: "start", input: "digest", startedAt: "" };
    expect(endStep(EMPTY_JOURNAL, "send", { record, next })).toMatchObject({
      current: next,
      steps: { send: record },
    });
  });

  it("keeps the note of a step that is done again without one", () => {
    const noted = endStep(EMPTY_JOURNAL, "send", { record, note: { previous: "name" } });
    expect(endStep(noted, "send", { record }).notes).toEqual({ send: { previous: "name" } });
  });

  it("forgets a step with its note", () => {
    const noted = endStep(EMPTY_JOURNAL, "send", { record, note: "note" });
    expect(forgetSteps(noted, ["send"])).toEqual(EMPTY_JOURNAL);
  });

  it("counts as finished what is done, not what failed", () => {
    const failed = endStep(EMPTY_JOURNAL, "start", { record: { ...record, outcome: "failed" } });
    expect(finishedSteps(endStep(failed, "send", { record }))).toEqual({ send: "digest" });
  });

  it("is never changed, only replaced", () => {
    fc.assert(
      fc.property(journals, step, (journal, name) => {
        const before = formatJournal(journal);
        endStep(journal, name, { record, note: "note" });
        forgetSteps(journal, [name]);
        expect(formatJournal(journal)).toBe(before);
      }),
    );
  });
});
