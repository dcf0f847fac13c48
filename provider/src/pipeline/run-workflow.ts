import { finishedSteps, type CurrentStep, type StepRecord } from "../domain/host-journal";
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
  const duties = phases.map((phase) => dutyOf(phase, spec));
  for (const [index, duty] of duties.entries()) {
    context.signal.throwIfAborted();
    const { phase, isRetired, input } = duty;
    if (isRetired) await undoPhase(phase, context, spec);
    if (input === undefined) continue;
    if (isFinished(phase.step, input, context, drifted)) {
      context.report(phase.step, { type: "step-skipped" });
    } else {
      const next = () => stepAfter(duties.slice(index + 1), context, drifted);
      await runPhase(phase, context, spec, input, next);
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
}

function dutyOf<Spec, Context extends PhaseContext>(
  phase: Phase<Spec, Context>,
  spec: Spec,
): Duty<Spec, Context> {
  const plan = phase.plan(spec);
  const input = plan?.input;
  return {
    phase,
    isRetired: plan === undefined && phase.retire !== undefined,
    input: input === undefined ? undefined : digestOf(input),
  };
}

function isFinished(
  step: string,
  input: string,
  { journal }: PhaseContext,
  drifted: readonly string[],
): boolean {
  return finishedSteps(journal.current)[step] === input && !drifted.includes(step);
}

/** The step that begins where another ends; undefined where something else comes in between. */
function stepAfter<Spec, Context extends PhaseContext>(
  duties: readonly Duty<Spec, Context>[],
  context: Context,
  drifted: readonly string[],
): CurrentStep | undefined {
  if (context.signal.aborted) return undefined;
  for (const { phase, isRetired, input } of duties) {
    if (isRetired && isBegun(phase.step, context)) return undefined;
    if (input === undefined || isFinished(phase.step, input, context, drifted)) continue;
    return phase.readOnly === true ? undefined : beginningOf(phase.step, input, context);
  }
  return undefined;
}

function beginningOf(step: string, input: string, { clock }: PhaseContext): CurrentStep {
  return { step, input, startedAt: clock().toISOString() };
}

/** Takes back every journalled step of the phases, last one first. */
export async function undoWorkflow<Spec, Context extends PhaseContext>(
  phases: readonly Phase<Spec, Context>[],
  context: Context,
  spec: Spec,
): Promise<void> {
  for (const phase of phases.toReversed()) await undoPhase(phase, context, spec);
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
): Promise<void> {
  if (!isBegun(phase.step, context)) return;
  const { notes } = context.journal.current;
  await attempt(phase.step, context, async () => {
    await phase.undo?.(context, spec, notes[phase.step]);
    await context.journal.forget(phase.step);
  });
}

async function runPhase<Spec, Context extends PhaseContext>(
  phase: Phase<Spec, Context>,
  context: Context,
  spec: Spec,
  input: string,
  next: () => CurrentStep | undefined,
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
      await context.journal.end(phase.step, { record: record("done"), note, next: next() });
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
