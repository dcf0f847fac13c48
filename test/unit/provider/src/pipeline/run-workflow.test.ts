import type { HostJournal } from "../../../../../provider/src/domain/host-journal";
import { digestOf } from "../../../../../provider/src/lib/hash";
import type { PhaseContext } from "../../../../../provider/src/pipeline/context";
import { isPhaseError } from "../../../../../provider/src/pipeline/errors";
import type { Phase } from "../../../../../provider/src/pipeline/phase";
import { runWorkflow, undoWorkflow } from "../../../../../provider/src/pipeline/run-workflow";
import { lockWasLost } from "../../../../../provider/src/tools/host-journal/errors";
import { aPhaseContext } from "../../../../support/fake-pipeline-context";

interface Spec {
  readonly size: number;
}
type Toy = Phase<Spec, PhaseContext>;

/** A phase that notes down what happens to it. */
function aPhase(step: string, log: string[], different: Partial<Toy> = {}): Toy {
  return {
    step,
    title: step,
    plan: ({ size }) => ({ lines: [step], input: { step, size: size ?? null } }),
    run: () => {
      log.push(step);
      return Promise.resolve({ made: step });
    },
    undo: (_context, _spec, note) => {
      log.push(`undo ${step} ${JSON.stringify(note)}`);
      return Promise.resolve();
    },
    ...different,
  };
}

const A_HOLDER = { id: "1", owner: "", since: new Date(0), expires: new Date(0) };

const failing = (step: string, log: string[]): Toy =>
  aPhase(step, log, { run: () => Promise.reject(new Error("no space left")) });

const done = (input: unknown) =>
  ({ input: digestOf(input), outcome: "done", startedAt: "", seconds: 0 }) as const;

const withoutUndo = (step: string): Toy =>
  Object.fromEntries(
    Object.entries(aPhase(step, [])).filter(([member]) => member !== "undo"),
  ) as unknown as Toy;

const shapeOf = ({ current, steps }: HostJournal) => ({
  current: current?.step ?? null,
  steps: Object.fromEntries(Object.entries(steps).map(([step, { outcome }]) => [step, outcome])),
});

describe("running a workflow", () => {
  it("journals every step before it starts and when it has ended: an end and the beginning after it at once", async () => {
    const context = aPhaseContext({ steps: { check: done({ step: "check", size: 1 }) } });
    const phases = [aPhase("send", []), aPhase("check", []), aPhase("start", [])];
    await runWorkflow(phases, context, { size: 1 });
    expect(context.written.map(shapeOf)).toEqual([
      { current: "send", steps: { check: "done" } },
      { current: "start", steps: { check: "done", send: "done" } },
      { current: null, steps: { check: "done", send: "done", start: "done" } },
    ]);
  });

  it("journals what a step did along with its own work in the same write, and does not begin it", async () => {
    const log: string[] = [];
    const context = aPhaseContext();
    const along = aPhase("tune", log, {
      isDoneAlready: ({ notes }) => "start" in notes,
    });
    await runWorkflow([aPhase("start", log), along, aPhase("ask", log)], context, { size: 1 });
    expect(log).toEqual(["start", "ask"]);
    expect(context.written.map(shapeOf)).toEqual([
      { current: "start", steps: {} },
      { current: "ask", steps: { start: "done", tune: "done" } },
      { current: null, steps: { start: "done", tune: "done", ask: "done" } },
    ]);
    expect(context.journal.current.steps["tune"]?.input).toBe(digestOf({ step: "tune", size: 1 }));
    expect(context.reports.filter(([step]) => step === "tune")).toEqual([
      ["tune", { type: "step-skipped" }],
    ]);
  });

  it("journals it by itself where that step finished in an earlier run, and runs it once it has drifted", async () => {
    const log: string[] = [];
    const context = aPhaseContext();
    const along = aPhase("tune", log, { isDoneAlready: () => true });
    await runWorkflow([along], context, { size: 1 });
    expect(context.written.map(shapeOf)).toEqual([{ current: null, steps: { tune: "done" } }]);
    await runWorkflow([along], context, { size: 1 }, ["tune"]);
    expect(log).toEqual(["tune"]);
  });

  it.each([
    ["is to be taken back first", { plan: () => undefined, retire: "gone" }, "old"],
    ["only looks", { readOnly: true }, undefined],
  ])("begins no step with the end of another where the next one %s", async (_, next, begun) => {
    const record = done(null);
    const context = aPhaseContext(begun === undefined ? {} : { steps: { [begun]: record } });
    const between = aPhase(begun ?? "look", [], next);
    await runWorkflow([aPhase("send", []), between, aPhase("start", [])], context, { size: 1 });
    expect(context.written.map(shapeOf)[1]).toMatchObject({ current: null });
  });

  it("begins no step with the end of another once it is to stop", async () => {
    const stop = new AbortController();
    const context = { ...aPhaseContext(), signal: stop.signal };
    const last = aPhase("send", [], {
      run: () => {
        stop.abort();
        return Promise.resolve(null);
      },
    });
    await expect(runWorkflow([last, aPhase("start", [])], context, { size: 1 })).rejects.toThrow();
    expect(shapeOf(context.journal.current)).toEqual({ current: null, steps: { send: "done" } });
  });

  it("goes on with a step that was cut off, without beginning it once more", async () => {
    const current = { step: "send", input: digestOf({ step: "send", size: 1 }), startedAt: "" };
    const context = aPhaseContext({ current });
    await runWorkflow([aPhase("send", [])], context, { size: 1 });
    expect(context.written.map(shapeOf)).toEqual([{ current: null, steps: { send: "done" } }]);
  });

  it("records input, duration and the note for the undoing", async () => {
    const context = aPhaseContext();
    const slow = aPhase("send", [], {
      run: () => {
        context.pass(90);
        return Promise.resolve({ sent: 3 });
      },
    });
    await runWorkflow([slow], context, { size: 1 });
    expect(context.journal.current.notes).toEqual({ send: { sent: 3 } });
    expect(context.journal.current.steps["send"]).toEqual({
      input: digestOf({ step: "send", size: 1 }),
      outcome: "done",
      startedAt: "2026-01-01T00:00:00.000Z",
      seconds: 90,
    });
  });

  it("skips what finished with the same input, and says so", async () => {
    const log: string[] = [];
    const context = aPhaseContext({ steps: { send: done({ step: "send", size: 1 }) } });
    await runWorkflow([aPhase("send", log), aPhase("start", log)], context, { size: 1 });
    expect(log).toEqual(["start"]);
    expect(context.reports[0]).toEqual(["send", { type: "step-skipped" }]);
  });

  it.each([
    ["finished with another input", done({ step: "send", size: 1 })],
    ["failed", { ...done({ step: "send", size: 2 }), outcome: "failed" as const }],
  ])("runs again what %s", async (_, record) => {
    const log: string[] = [];
    const context = aPhaseContext({ steps: { send: record } });
    await runWorkflow([aPhase("send", log)], context, { size: 2 });
    expect(log).toEqual(["send"]);
  });

  it("runs again what finished but was undone from outside", async () => {
    const log: string[] = [];
    const context = aPhaseContext({ steps: { send: done({ step: "send", size: 1 }) } });
    await runWorkflow([aPhase("send", log)], context, { size: 1 }, ["send"]);
    expect(log).toEqual(["send"]);
  });

  it("leaves out a phase that this host does not have", async () => {
    const context = aPhaseContext();
    await runWorkflow([aPhase("send", [], { plan: () => undefined })], context, { size: 1 });
    expect(context.written).toEqual([]);
  });

  it("records a failure, reports it and throws it as an error of that phase", async () => {
    const log: string[] = [];
    const context = aPhaseContext();
    const run = runWorkflow([failing("send", log), aPhase("start", log)], context, { size: 1 });
    const failure: unknown = await run.catch((error: unknown) => error);
    expect(isPhaseError(failure)).toBe(true);
    expect(failure).toMatchObject({
      message: "cp-1: send: no space left",
      host: "cp-1",
      step: "send",
      reason: "no space left",
      cause: new Error("no space left"),
    });
    expect(context.journal.current.steps["send"]).toMatchObject({
      outcome: "failed",
      message: "cp-1: send: no space left",
    });
    expect(context.reports.at(-1)).toMatchObject(["send", { type: "step-failed" }]);
    expect(log).toEqual([]);
  });

  it("writes nothing when a phase that only looks fails", async () => {
    const context = aPhaseContext();
    const looking = { ...failing("check", []), readOnly: true };
    await expect(runWorkflow([looking], context, { size: 1 })).rejects.toThrow("no space left");
    expect(context.written).toEqual([]);
  });

  it("journals a phase that only looks once it has succeeded", async () => {
    const context = aPhaseContext();
    await runWorkflow([aPhase("check", [], { readOnly: true })], context, { size: 1 });
    expect(context.written.map(shapeOf)).toEqual([{ current: null, steps: { check: "done" } }]);
  });

  it("throws the first failure when the host is too far gone to journal it", async () => {
    const context = aPhaseContext();
    const end = () => Promise.reject(new Error("connection lost"));
    const run = runWorkflow(
      [failing("send", [])],
      { ...context, journal: { ...context.journal, current: context.journal.current, end } },
      { size: 1 },
    );
    await expect(run).rejects.toThrow("no space left");
    expect(context.reports.at(-1)).toEqual([
      "send",
      { type: "note", message: "the failure could not be journalled" },
    ]);
  });

  it("does not begin another step once the run is aborted", async () => {
    const log: string[] = [];
    const abort = new AbortController();
    const context = aPhaseContext({}, { signal: abort.signal });
    const last = aPhase("send", log, {
      run: () => {
        abort.abort(new Error("stopped by the practitioner"));
        log.push("send");
        return Promise.resolve(undefined);
      },
    });
    const run = runWorkflow([last, aPhase("start", log)], context, { size: 1 });
    await expect(run).rejects.toThrow("stopped by the practitioner");
    expect(log).toEqual(["send"]);
    expect(shapeOf(context.journal.current)).toEqual({ current: null, steps: { send: "done" } });
  });

  it.each([
    ["fails", () => Promise.reject(new Error("cancelled"))],
    ["ends", () => Promise.resolve(undefined)],
  ])(
    "leaves the journal to whoever took the lock from it, when its step %s after that",
    async (_how, end) => {
      const abort = new AbortController();
      const context = aPhaseContext({}, { signal: abort.signal });
      const taken = lockWasLost("cp-1", { ...A_HOLDER, owner: "another run" });
      const phase = aPhase("send", [], {
        run: () => {
          abort.abort(taken);
          return end();
        },
      });
      await expect(runWorkflow([phase], context, { size: 1 })).rejects.toThrow(
        "the lock on this host was lost, because its lease ran out and another run took it",
      );
      expect(context.written.map(shapeOf)).toEqual([{ current: "send", steps: {} }]);
    },
  );
});

describe("undoing a workflow", () => {
  it("takes back what is journalled, last step first, with what the step noted", async () => {
    const log: string[] = [];
    const phases = ["send", "start", "ask"].map((step) => aPhase(step, log));
    const context = aPhaseContext({
      steps: { send: done({}), ask: { ...done({}), outcome: "failed" } },
      notes: { send: { made: "send" } },
    });
    await undoWorkflow(phases, context, { size: 1 });
    expect(log).toEqual(["undo ask undefined", 'undo send {"made":"send"}']);
    expect(context.journal.current).toMatchObject({ steps: {}, notes: {}, current: null });
  });

  it("also takes back the step that was interrupted", async () => {
    const log: string[] = [];
    const current = { step: "send", input: "digest", startedAt: "" };
    const context = aPhaseContext({ current });
    await undoWorkflow([aPhase("send", log)], context, { size: 1 });
    expect(log).toEqual(["undo send undefined"]);
    expect(context.journal.current.current).toBeNull();
  });

  it("forgets steps that have nothing to take back before the one below them is undone, and says nothing of them", async () => {
    const log: string[] = [];
    const phases = [
      withoutUndo("check"),
      aPhase("send", log),
      withoutUndo("note"),
      withoutUndo("ask"),
    ];
    const context = aPhaseContext({
      steps: { check: done({}), send: done({}), note: done({}), ask: done({}) },
    });
    await undoWorkflow(phases, context, { size: 1 });
    expect(context.written.map(shapeOf).map(({ steps }) => Object.keys(steps))).toEqual([
      ["check", "send"],
      [],
    ]);
    expect([...new Set(context.reports.map(([step]) => step))]).toEqual(["send"]);
  });

  it("keeps a step in the journal whose undoing fails, and goes on from there the next time", async () => {
    const log: string[] = [];
    let fails = true;
    const stubborn = aPhase("start", log, {
      undo: () => (fails ? Promise.reject(new Error("device busy")) : Promise.resolve()),
    });
    const phases = [aPhase("send", log), stubborn];
    const context = aPhaseContext({ steps: { send: done({}), start: done({}) } });
    await expect(undoWorkflow(phases, context, { size: 1 })).rejects.toThrow(
      "cp-1: start: device busy",
    );
    expect(Object.keys(context.journal.current.steps)).toEqual(["send", "start"]);
    fails = false;
    await undoWorkflow(phases, context, { size: 1 });
    expect(context.journal.current.steps).toEqual({});
  });
});
