import type { HostJournal, StepRecord } from "../../domain/host-journal";
import type { JsonValue } from "../../domain/json";
import type { FinishedSteps } from "../../plan/pending-steps";
import type { PipelineEnvironment } from "../environment";
import { visitHost, type HostCall, type HostVisit } from "../visit-host";

/**
 * Stands in a journal for the input of a step that was found done, where whoever noted it could not know what it was done with.
 */
export const FOUND_DONE = "found-done";

/** What a host is to remember of an object that was adopted. */
export interface TakeOver {
  readonly call: HostCall;
  /** The steps that were found done when the object was imported, with the inputs of that moment. */
  readonly finished: FinishedSteps;
  readonly notes?: Readonly<Record<string, JsonValue>>;
  /** Makes the host this object's own, where it is nobody's. */
  readonly owner?: { readonly cluster: string; readonly generation: string };
}

/**
 * Journals an adopted object on its host, so that from now on it is like one that was made here. This is the first thing that an
 * adoption writes, and it happens when an apply changes the object. Does nothing the second time.
 */
export async function takeOver(
  environment: PipelineEnvironment,
  { call, finished, notes = {}, owner }: TakeOver,
): Promise<void> {
  await visitHost(environment, call, async ({ journal, clock }: HostVisit) => {
    const { current } = journal;
    if (owner !== undefined && current.owner === null) await journal.claim(owner);
    const missing = Object.entries(finished).filter(([step]) => isOpen(current, step));
    if (missing.length === 0) return;
    const record = (input: string): StepRecord => ({
      input,
      outcome: "done",
      startedAt: clock().toISOString(),
      seconds: 0,
    });
    const steps = Object.fromEntries(missing.map(([step, input]) => [step, record(input)]));
    await journal.take({ steps, notes });
  });
}

function isOpen({ steps }: HostJournal, step: string): boolean {
  const known = steps[step];
  return known === undefined || known.input === FOUND_DONE;
}

/** Finished steps of a journal, those that were only found done left out: the import knows their inputs. */
export function knownSteps(finished: FinishedSteps): FinishedSteps {
  return Object.fromEntries(Object.entries(finished).filter(([, input]) => input !== FOUND_DONE));
}
