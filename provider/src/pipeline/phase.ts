import type { HostJournal } from "../domain/host-journal";
import type { JsonValue } from "../domain/json";
import type { Known } from "../plan/known";
import type { StepIntent } from "../plan/pending-steps";
import type { PhaseContext } from "./context";
import type { DriftLook, Finding } from "./find-drift";

/** What a phase will do, before anything is done. */
export type PhasePlan = Omit<StepIntent, "step">;

/**
 * One step of the pipeline. To add a step, write one file that exports one of these and name it in a
 * workflow.
 */
export interface Phase<Spec, Context extends PhaseContext> {
  /** Kebab-case, equals the file name; journals, plans and event logs know the step by it. */
  readonly step: string;
  /** Imperative, for people. */
  readonly title: string;
  /** Whether `run` only looks: then nothing is written before it succeeded. Default false. */
  readonly readOnly?: boolean;
  /** Says what will happen and what it depends on; undefined when this host has no such step. Pure. */
  plan(spec: Known<Spec>): PhasePlan | undefined;
  /**
   * Whether a step before it did this, too, by what is journalled; then it counts as finished without having begun. Pure. Default: never.
   */
  isDoneAlready?(journal: HostJournal, spec: Spec): boolean;
  /** Does it, idempotently. What it returns is noted in the journal for `undo`. */
  run(context: Context, spec: Spec): Promise<JsonValue | undefined>;
  /**
   * Looks whether what `run` did is still there; changes nothing. Asked only of a step that is finished, with what it noted.
   */
  drift?(look: DriftLook, spec: Spec, note: JsonValue | undefined): Promise<readonly Finding[]>;
  /**
   * Effect of taking the step back on a host that has it and is not to have it any more, for plans. Default: such a step is
   * left alone until the object is deleted.
   */
  readonly retire?: string;
  /**
   * Takes it back; runs in reverse order when the object is deleted. A second undo does nothing. A step without it leaves nothing
   * that others do not take back.
   */
  undo?(context: Context, spec: Spec, note: JsonValue | undefined): Promise<void>;
}

/** What every phase of the list will do, in order. */
export function intentsOf<Spec, Context extends PhaseContext>(
  phases: readonly Phase<Spec, Context>[],
  spec: Known<Spec>,
): readonly StepIntent[] {
  return phases.flatMap((phase) => {
    const { step, retire } = phase;
    const plan = phase.plan(spec);
    if (plan !== undefined) return [{ step, ...plan }];
    return retire === undefined ? [] : [{ step, lines: [retire], input: null, isRetired: true }];
  });
}

/** The input of a step, or undefined while a part of it is only known after apply. */
export function knownInput(
  parts: Readonly<Record<string, JsonValue | undefined>>,
): JsonValue | undefined {
  return Object.values(parts).includes(undefined)
    ? undefined
    : (parts as Readonly<Record<string, JsonValue>>);
}
