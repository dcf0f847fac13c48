import { EMPTY_JOURNAL, type HostJournal } from "../../provider/src/domain/host-journal";
import type { PhaseContext } from "../../provider/src/pipeline/context";
import type { StepEvent } from "../../provider/src/pipeline/events";
import { keepJournal } from "../../provider/src/pipeline/journal-keeper";
import { createFakeRunner, type FakeRunner } from "./fake-runner";

/** What a phase may touch, in memory, with all that it reported and journalled. */
export interface FakeContext extends PhaseContext {
  readonly host: FakeRunner;
  /** Every journal that was written, in order. */
  readonly written: readonly HostJournal[];
  readonly reports: readonly (readonly [step: string, event: StepEvent])[];
  /** Makes the clock go on by so many seconds. */
  pass(seconds: number): void;
}

/** A context on a machine that knows no command; `found` is the journal that it starts from. */
export function aPhaseContext(
  found: Partial<HostJournal> = {},
  different: Partial<PhaseContext> = {},
): FakeContext {
  const written: HostJournal[] = [];
  const reports: [string, StepEvent][] = [];
  let time = Date.parse("2026-01-01T00:00:00Z");
  return {
    host: createFakeRunner("cp-1"),
    journal: keepJournal({ ...EMPTY_JOURNAL, ...found }, (journal) => {
      written.push(journal);
      return Promise.resolve();
    }),
    report: (step, event) => void reports.push([step, event]),
    clock: () => new Date(time),
    signal: new AbortController().signal,
    written,
    reports,
    pass: (seconds) => void (time += seconds * 1_000),
    ...(different as Partial<FakeContext>),
  };
}
