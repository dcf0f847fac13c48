import {
  beginStep,
  claim,
  endStep,
  forgetSteps,
  takeSteps,
  type CurrentStep,
  type HostJournal,
  type HostOwner,
  type StepEnd,
} from "../domain/host-journal";

/** Keeps a host's journal true: every change is on the host's disk before the call returns. */
export interface JournalKeeper {
  readonly current: HostJournal;
  claim(owner: HostOwner): Promise<void>;
  begin(step: CurrentStep): Promise<void>;
  /** With those that are done along with it and the one that begins there: all in one write. */
  end(step: string, end: StepEnd): Promise<void>;
  /** All in one write; none where there are none. */
  forget(steps: readonly string[]): Promise<void>;
  /** Takes over steps that were done elsewhere. */
  take(part: Pick<HostJournal, "steps" | "notes">): Promise<void>;
}

/** Starts from what the host said; `write` stores a journal on the host. */
export function keepJournal(
  found: HostJournal,
  write: (journal: HostJournal) => Promise<void>,
): JournalKeeper {
  let current = found;
  const store = async (next: HostJournal): Promise<void> => {
    await write(next);
    current = next;
  };
  return {
    get current() {
      return current;
    },
    claim: (owner) => store(claim(current, owner)),
    begin: (step) => store(beginStep(current, step)),
    end: (step, end) => store(endStep(current, step, end)),
    async forget(steps) {
      if (steps.length > 0) await store(forgetSteps(current, steps));
    },
    take: (part) => store(takeSteps(current, part)),
  };
}

/** The part of a journal that belongs to one object of several on the same host: its steps are kept as `<scope>/<step>`. */
export function scopeJournal(journal: JournalKeeper, scope: string): JournalKeeper {
  const inner = (step: string): string => `${scope}/${step}`;
  const begun = (step: CurrentStep): CurrentStep => ({ ...step, step: inner(step.step) });
  return {
    get current() {
      return viewJournal(journal.current, scope);
    },
    claim: (owner) => journal.claim(owner),
    begin: (step) => journal.begin(begun(step)),
    end: (step, { along, next, ...end }) =>
      journal.end(inner(step), {
        ...end,
        along: along && mapNames(along, inner),
        next: next && begun(next),
      }),
    forget: (steps) => journal.forget(steps.map(inner)),
    take: ({ steps, notes }) =>
      journal.take({ steps: mapNames(steps, inner), notes: mapNames(notes, inner) }),
  };
}

/** What a journal says of one object of several on the same host, by the names that the object's own steps have. */
export function viewJournal(journal: HostJournal, scope: string): HostJournal {
  const prefix = `${scope}/`;
  const { current } = journal;
  const strip = <T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(
      Object.entries(record)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value]),
    );
  return {
    ...journal,
    current:
      current?.step.startsWith(prefix) === true
        ? { ...current, step: current.step.slice(prefix.length) }
        : null,
    steps: strip(journal.steps),
    notes: strip(journal.notes),
  };
}

function mapNames<T>(
  record: Readonly<Record<string, T>>,
  change: (name: string) => string,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [change(name), value]));
}
