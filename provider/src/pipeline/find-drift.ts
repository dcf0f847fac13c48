import type { HostFacts } from "../domain/host-facts";
import { finishedSteps, type HostJournal } from "../domain/host-journal";
import { digestOf } from "../lib/hash";
import type { CheckDepth } from "../tools/image-tree";
import type { QueryRunner } from "../transports/runner";
import type { PhaseContext } from "./context";
import type { Phase } from "./phase";

/**
 * How much a refresh looks at on a machine: nothing, so that it needs no SSH session; sizes, times and some digests of what was
 * put there, its units and settings; or every digest.
 */
export type DriftCheck = "none" | CheckDepth;

/** What a look for drift may ask. */
export interface DriftLook {
  readonly host: QueryRunner;
  /** Where the cluster's registry is. */
  readonly registry: QueryRunner;
  /** Name of the cluster, for paths. */
  readonly cluster: string;
  readonly facts: HostFacts;
  readonly depth: CheckDepth;
  readonly signal: AbortSignal;
}

/** Something that a step did and that is not so any more. */
export interface Finding {
  /** What was found and where, for people. */
  readonly text: string;
  /** The steps that put it back. */
  readonly restoredBy: readonly string[];
}

/** What was undone from outside. */
export interface Drift {
  /** The steps that must run again, in the order of the workflow. */
  readonly steps: readonly string[];
  readonly findings: readonly string[];
}

/** Nothing was undone, or nobody looked. */
export const NO_DRIFT: Drift = { steps: [], findings: [] };

/** Looks whether the effects of finished steps are still there. A step that something must be put back for runs again, too. */
export async function findDrift<Spec, Context extends PhaseContext>(
  phases: readonly Phase<Spec, Context>[],
  journal: Pick<HostJournal, "steps" | "notes">,
  look: DriftLook,
  spec: Spec,
): Promise<Drift> {
  const finished = finishedSteps(journal);
  const isStanding = (phase: Phase<Spec, Context>): boolean => {
    const input = phase.plan(spec)?.input;
    return input !== undefined && finished[phase.step] === digestOf(input);
  };
  const found = await Promise.all(
    phases.filter(isStanding).map(async (phase) => {
      const findings = (await phase.drift?.(look, spec, journal.notes[phase.step])) ?? [];
      return findings.map(({ text, restoredBy }) => ({ text, steps: [phase.step, ...restoredBy] }));
    }),
  );
  const again = new Set(found.flat().flatMap(({ steps }) => steps));
  return {
    steps: phases.map(({ step }) => step).filter((step) => again.has(step)),
    findings: found.flat().map(({ text }) => text),
  };
}
