import type { JsonValue } from "../domain/json";
import { digestOf } from "../lib/hash";

/** One step of the pipeline as far as it is known: the unit of a plan, of the journal and of a resume. */
export interface StepIntent {
  /** Stable name, `mount-rootfs`; the file of the phase carries it. */
  readonly step: string;
  /**
   * What a reviewer reads: effects, in order, without the host's name. A line that is only known after apply is
   * undefined, and so is the whole list while even the number of its lines is. Terraform plans again when more is known
   * and accepts no line that reads differently then.
   */
  readonly lines: readonly (string | undefined)[] | undefined;
  /** Everything that the step depends on; undefined while some of it is only known after apply. */
  readonly input: JsonValue | undefined;
  /** Whether the step is to be taken back where it was done, and left out where it was not. Default: not. */
  readonly isRetired?: boolean;
  /** The host that the lines are about, where it is not the one of the object itself. */
  readonly host?: string;
}

/** Input digests of the steps that are done, by step. */
export type FinishedSteps = Readonly<Record<string, string>>;

/** The steps that must run, in order: those whose input is new, unknown, or was never finished; and those to be taken back. */
export function pendingSteps(
  intents: readonly StepIntent[],
  finished: FinishedSteps,
): readonly StepIntent[] {
  return intents.filter(({ step, input, isRetired }) =>
    isRetired === true
      ? step in finished
      : input === undefined || finished[step] !== digestOf(input),
  );
}

/**
 * The lines of a plan: `<host>: <effect>`, in the order in which the pending steps will run; each is open while the name
 * of the host is. Undefined while it is not certain which steps these are: a step that was finished before may turn out
 * to be finished still.
 */
export function stepLines(
  host: string | undefined,
  pending: readonly StepIntent[],
  finished: FinishedSteps,
): readonly (string | undefined)[] | undefined {
  const isCertain = pending.every(
    ({ step, input, lines }) => lines !== undefined && (input !== undefined || !(step in finished)),
  );
  if (!isCertain) return undefined;
  return pending.flatMap(({ lines = [], host: place = host }) =>
    lines.map((line) =>
      line === undefined || place === undefined ? undefined : `${place}: ${line}`,
    ),
  );
}

/** The steps as they would be finished now: for an object that is known to be what its specification says. */
export function finishedAs(intents: readonly StepIntent[]): FinishedSteps {
  return Object.fromEntries(
    intents.flatMap(({ step, input, isRetired }) =>
      input === undefined || isRetired === true ? [] : [[step, digestOf(input)]],
    ),
  );
}
