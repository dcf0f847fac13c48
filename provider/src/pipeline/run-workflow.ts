import {
  endStep,
  finishedSteps,
  type CurrentStep,
  type HostJournal,
  type StepEnd,
  type StepRecord,
} from "../domain/host-journal";
import { digestOf } from "../lib/hash";
import type { PhaseContext } from "./context";
import { isLockLost } from "../tools/host-journal";
import { PhaseError, reasonOf } from "./errors";
import type { Phase } from "./phase";

/**
 * Runs the phases that are not finished, in order, and those that `drifted`: they finished, but what they did was undone
 * from outside. A step is journalled before it starts and when it ends, so whoever comes next goes on from there.
 *
 * @throws PhaseError of the first step that fails; what finished before it stays finished.
 */
export async function runWorkflow<Spec, Context extends PhaseContext>(
  phases: readonly Phase<Spec, Context>[],
  context: Context,
  spec: Spec,
  drifted: readonly string[] = [],
): Promise<void> {
  const duties = phases.map((phase) => dutyOf(phase, spec, drifted));
  for (const [index, duty] of duties.entries()) {
    context.signal.throwIfAborted();
    const { phase, input } = duty;
    if (duty.isRetired) await undoWorkflow([phase], context, spec);
    if (input === undefined) continue;
    const endOf: EndOf = (end) => withFollowers(phase.step, end, duties.slice(index + 1), context);
    if (duty.isDoneAlready(context.journal.current)) {
      await context.journal.end(phase.step, endOf({ record: doneAlready(input, context) }));
    }
    if (duty.isFinished(context.journal.current)) {
      context.report(phase.step, { type: "step-skipped" });
    } else {
      await runPhase(phase, context, spec, input, endOf);
    }
  }
}

/** What a phase is to do with a spec. */
interface Duty<Spec, Context extends PhaseContext> {
  readonly phase: Phase<Spec, Context>;
  /** Whether it is to be taken back where it was begun. */
  readonly isRetired: boolean;
  /** Digest of what it runs with; undefined where it does not run. */
  readonly input: string | undefined;
  /** Whether it has run with that input, and nobody undid it. */
  isFinished(journal: HostJournal): boolean;
  /** Whether another step did its work, and the journal does not say so yet. */
  isDoneAlready(journal: HostJournal): boolean;
}

function dutyOf<Spec, Context extends PhaseContext>(
  phase: Phase<Spec, Context>,
  spec: Spec,
  drifted: readonly string[],
): Duty<Spec, Context> {
  const plan = phase.plan(spec);
  const input = plan?.input === undefined ? undefined : digestOf(plan.input);
  const isDrifted = drifted.includes(phase.step);
  const isFinished = (journal: HostJournal): boolean =>
    finishedSteps(journal)[phase.step] === input && !isDrifted;
  return {
    phase,
    isRetired: plan === undefined && phase.retire !== undefined,
    input,
    isFinished,
    isDoneAlready: (journal) =>
      !isDrifted && !isFinished(journal) && phase.isDoneAlready?.(journal, spec) === true,
  };
}

/** What is written where a step ends, with what follows from it. */
type EndOf = (end: Pick<StepEnd, "record" | "note">) => StepEnd;

/** Adds to the end of a step those that are done along with it, and the one that begins there, unless something comes in between. */
function withFollowers<Spec, Context extends PhaseContext>(
  step: string,
  end: StepEnd,
  duties: readonly Duty<Spec, Context>[],
  context: Context,
): StepEnd {
  if (context.signal.aborted) return end;
  const journal = endStep(context.journal.current, step, end);
  const along: Record<string, StepRecord> = {};
  for (const { phase, isRetired, input, ...duty } of duties) {
    if (isRetired && isBegun(phase.step, context)) break;
    if (input === undefined || duty.isFinished(journal)) continue;
    if (duty.isDoneAlready(journal)) along[phase.step] = doneAlready(input, context);
    else if (phase.readOnly === true) break;
    else return { ...end, along, next: beginningOf(phase.step, input, context) };
  }
  return { ...end, along };
}

function doneAlready(input: string, { clock }: PhaseContext): StepRecord {
  return { input, outcome: "done", startedAt: clock().toISOString(), seconds: 0 };
}

function beginningOf(step: string, input: string, { clock }: PhaseContext): CurrentStep {
  return { step, input, startedAt: clock().toISOString() };
}

/** Takes back every journalled step of the phases, last one first. Those that leave nothing are forgotten with the one after them. */
export async function undoWorkflow<Spec, Context extends PhaseContext>(
  phases: readonly Phase<Spec, Context>[],
  context: Context,
  spec: Spec,
): Promise<void> {
  const begun = phases.filter(({ step }) => isBegun(step, context));
  const parts: { readonly phase: Phase<Spec, Context>; readonly steps: string[] }[] = [];
  for (const phase of begun.toReversed()) {
    const last = parts.at(-1);
    if (phase.undo === undefined && last !== undefined) last.steps.push(phase.step);
    else parts.push({ phase, steps: [phase.step] });
  }
  for (const { phase, steps } of parts) await undoPhase(phase, context, spec, steps);
}

/** Whether a step was begun, however it ended, and not taken back since. */
export function isBegun(step: string, { journal }: PhaseContext): boolean {
  const { steps, current } = journal.current;
  return step in steps || current?.step === step;
}

async function undoPhase<Spec, Context extends PhaseContext>(
  phase: Phase<Spec, Context>,
  context: Context,
  spec: Spec,
  forgotten: readonly string[],
): Promise<void> {
  const { journal } = context;
  const note = journal.current.notes[phase.step];
  if (phase.undo === undefined) return journal.forget(forgotten);
  await attempt(phase.step, context, async () => {
    await phase.undo?.(context, spec, note);
    await journal.forget(forgotten);
  });
}

async function runPhase<Spec, Context extends PhaseContext>(
  phase: Phase<Spec, Context>,
  context: Context,
  spec: Spec,
  input: string,
  endOf: EndOf,
): Promise<void> {
  const startedAt = context.clock();
  const record = (outcome: "done" | "failed", message?: string) => ({
    input,
    outcome,
    startedAt: startedAt.toISOString(),
    seconds: secondsSince(startedAt, context.clock()),
    ...(message === undefined ? {} : { message }),
  });
  if (phase.readOnly !== true && !isUnderWay(phase.step, input, context)) {
    await context.journal.begin(beginningOf(phase.step, input, context));
  }
  try {
    await attempt(phase.step, context, async () => {
      const note = await phase.run(context, spec);
      const loss = lockLoss(context);
      if (loss !== undefined) throw loss;
      await context.journal.end(phase.step, endOf({ record: record("done"), note }));
    });
  } catch (error) {
    if (phase.readOnly !== true && lockLoss(context) === undefined) {
      await recordFailure(context, phase.step, record("failed", reasonOf(error)));
    }
    throw error;
  }
}

/** Whether the journal says already that a step began: with the end of the one before it, or in a run that was cut off. */
function isUnderWay(step: string, input: string, { journal }: PhaseContext): boolean {
  const { current } = journal.current;
  return current?.step === step && current.input === input;
}

/** The host may be gone; the failure that was met first is the one to report. */
async function recordFailure(
  context: PhaseContext,
  step: string,
  record: StepRecord,
): Promise<void> {
  try {
    await context.journal.end(step, { record });
  } catch {
    context.report(step, { type: "note", message: "the failure could not be journalled" });
  }
}

/** Tells of a step. It is told as finished once the host remembers it, so `action` includes the journal. */
async function attempt<T>(
  step: string,
  context: PhaseContext,
  action: () => Promise<T>,
): Promise<T> {
  const startedAt = context.clock();
  context.report(step, { type: "step-started" });
  try {
    const result = await action();
    context.report(step, {
      type: "step-finished",
      seconds: secondsSince(startedAt, context.clock()),
    });
    return result;
  } catch (error) {
    const cause = lockLoss(context) ?? error;
    const message = reasonOf(cause);
    context.report(step, {
      type: "step-failed",
      seconds: secondsSince(startedAt, context.clock()),
      message,
    });
    throw new PhaseError(context.host.host, step, message, { cause });
  }
}

/** Why the journal is somebody else's to write from now on; undefined while it is ours. */
function lockLoss({ signal }: PhaseContext): Error | undefined {
  const reason: unknown = signal.reason;
  return isLockLost(reason) ? reason : undefined;
}

function secondsSince(start: Date, end: Date): number {
  return (end.getTime() - start.getTime()) / 1000;
}
