import type { JsonValue } from "../domain/json";
import { digestOf } from "../lib/hash";

/** One step of the pipeline as far as it is known: the unit of a plan, of the journal and of a resume. */
export interface StepIntent {
  /** Stable name, `mount-rootfs`; the file of the phase carries it. */
  readonly step: string;
  /** What a reviewer reads: effects, in order, without the host's name. */
  readonly lines: readonly string[];
  /** Everything that the step depends on; undefined while some of it is only known after apply. */
  readonly input: JsonValue | undefined;
}

/** Input digests of the steps that are done, by step. */
export type FinishedSteps = Readonly<Record<string, string>>;

/** The steps that must run, in order: those whose input is new, unknown, or was never finished. */
export function pendingSteps(
  intents: readonly StepIntent[],
  finished: FinishedSteps,
): readonly StepIntent[] {
  return intents.filter(
    ({ step, input }) => input === undefined || finished[step] !== digestOf(input),
  );
}

/** The lines of a plan: `<host>: <effect>`, in the order in which the steps will run. */
export function stepLines(host: string, intents: readonly StepIntent[]): readonly string[] {
  return intents.flatMap(({ lines }) => lines.map((line) => `${host}: ${line}`));
}
