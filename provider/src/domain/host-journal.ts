import type { JsonValue } from "./json";

/** Who may change a host. */
export interface HostOwner {
  readonly cluster: string;
  /** Id of the `sealos_host` object that prepared the host; a delete by any other generation does nothing. */
  readonly generation: string;
}

/** A step that ended. A finished step with the same input is never run again. */
export interface StepRecord {
  /** Digest of everything the step depends on. */
  readonly input: string;
  readonly outcome: "done" | "failed";
  /** ISO 8601, by the clock of the machine that runs Terraform. */
  readonly startedAt: string;
  readonly seconds: number;
  /** Why it failed; without secrets. */
  readonly message?: string;
}

/** The step under way when the journal was last written. */
export interface CurrentStep {
  readonly step: string;
  readonly input: string;
  readonly startedAt: string;
}

/**
 * What a host remembers of us, in `/var/lib/sealos/journal.json` (mode 0600). It is the truth that
 * every apply starts from; it holds no secrets.
 */
export interface HostJournal {
  readonly format: 1;
  readonly owner: HostOwner | null;
  readonly current: CurrentStep | null;
  readonly steps: Readonly<Record<string, StepRecord>>;
  /** What undoing needs to know and only the moment of doing could tell, by step. */
  readonly notes: Readonly<Record<string, JsonValue>>;
}

/** The journal of a host that we never touched. */
export const EMPTY_JOURNAL: HostJournal = {
  format: 1,
  owner: null,
  current: null,
  steps: {},
  notes: {},
};

/** Reads a journal's text; undefined when it is damaged or of a newer format. */
export function parseJournal(text: string): HostJournal | undefined {
  try {
    const value = JSON.parse(text) as Partial<HostJournal>;
    return value.format === 1 ? { ...EMPTY_JOURNAL, ...value, format: 1 } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a journal for people and for {@link parseJournal}. */
export function formatJournal(journal: HostJournal): string {
  return `${JSON.stringify(journal, null, 2)}\n`;
}

/** The journal once `owner` has taken the host. */
export function claim(journal: HostJournal, owner: HostOwner): HostJournal {
  return { ...journal, owner };
}

/** The journal at the moment a step begins. */
export function beginStep(journal: HostJournal, current: CurrentStep): HostJournal {
  return { ...journal, current };
}

/** How a step ended. */
export interface StepEnd {
  readonly record: StepRecord;
  /** What it must remember for its undoing. */
  readonly note?: JsonValue | undefined;
  /** The steps that are done with it. */
  readonly along?: Readonly<Record<string, StepRecord>> | undefined;
  /** The step that begins with its end. */
  readonly next?: CurrentStep | undefined;
}

/** The journal once a step has ended. */
export function endStep(
  journal: HostJournal,
  step: string,
  { record, note, along, next }: StepEnd,
): HostJournal {
  const notes = note === undefined ? journal.notes : { ...journal.notes, [step]: note };
  const steps = { ...journal.steps, [step]: record, ...along };
  return { ...journal, current: next ?? null, steps, notes };
}

/** The journal once steps have been undone. */
export function forgetSteps(journal: HostJournal, steps: readonly string[]): HostJournal {
  return {
    ...journal,
    current: null,
    steps: without(journal.steps, steps),
    notes: without(journal.notes, steps),
  };
}

/** The journal once the host has taken over steps that were done elsewhere, with their notes. */
export function takeSteps(
  journal: HostJournal,
  { steps, notes }: Pick<HostJournal, "steps" | "notes">,
): HostJournal {
  return {
    ...journal,
    steps: { ...journal.steps, ...steps },
    notes: { ...journal.notes, ...notes },
  };
}

/** Input digests of the steps that are done. */
export function finishedSteps(
  journal: Pick<HostJournal, "steps">,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(journal.steps)
      .filter(([, record]) => record.outcome === "done")
      .map(([step, record]) => [step, record.input]),
  );
}

function without<T>(
  record: Readonly<Record<string, T>>,
  names: readonly string[],
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
