import fc from "fast-check";
import { digestOf } from "../../../../../provider/src/lib/hash";
import {
  pendingSteps,
  stepLines,
  type StepIntent,
} from "../../../../../provider/src/plan/pending-steps";

const step = fc.constantFrom("check", "send", "start", "join");
const intents: fc.Arbitrary<readonly StepIntent[]> = fc.uniqueArray(
  fc.record({
    step,
    lines: fc.option(fc.array(fc.option(fc.string(), { nil: undefined })), { nil: undefined }),
    input: fc.option(
      fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as string),
      {
        nil: undefined,
      },
    ),
  }),
  { selector: (intent) => intent.step },
);
const finished = fc.dictionary(step, fc.constantFrom("digest", digestOf(null)));
const done = (all: readonly StepIntent[]): Readonly<Record<string, string>> =>
  Object.fromEntries(all.map((intent) => [intent.step, digestOf(intent.input)]));

describe("pending steps", () => {
  it("are some of the steps, in their order", () => {
    fc.assert(
      fc.property(intents, finished, (all, before) => {
        const pending = pendingSteps(all, before);
        expect(pending).toEqual(all.filter((intent) => pending.includes(intent)));
      }),
    );
  });

  it("are those alone whose input is still open, once everything was run", () => {
    fc.assert(
      fc.property(intents, (all) => {
        expect(pendingSteps(all, done(all))).toEqual(
          all.filter(({ input }) => input === undefined),
        );
      }),
    );
  });

  it("do not depend on what else was ever finished", () => {
    fc.assert(
      fc.property(intents, finished, (all, before) => {
        expect(pendingSteps(all, { ...before, unrelated: "digest" })).toEqual(
          pendingSteps(all, before),
        );
      }),
    );
  });
});

describe("lines of a plan", () => {
  it("bear the host's name, or are open", () => {
    fc.assert(
      fc.property(intents, finished, (all, before) => {
        const lines = stepLines("cp-1", all, before) ?? [];
        expect(lines.every((line) => line?.startsWith("cp-1: ") ?? true)).toBe(true);
      }),
    );
  });

  it("are all open while the host has no name, and as many as they will be", () => {
    fc.assert(
      fc.property(intents, finished, (all, before) => {
        const [unnamed, named] = [
          stepLines(undefined, all, before),
          stepLines("cp-1", all, before),
        ];
        expect(unnamed).toEqual(named?.map(() => undefined));
      }),
    );
  });

  it("are not listed while a step's own are not", () => {
    const open: StepIntent = { step: "send", lines: undefined, input: undefined };
    expect(stepLines("cp-1", [open], {})).toBeUndefined();
  });
});
