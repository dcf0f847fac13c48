import { traceHosts } from "./checks";
import { bring, type Lane } from "./lane";
import type { StackName } from "./stacks";

/** What a run without faults leaves. */
export interface Reference {
  readonly trace: readonly (readonly string[])[];
  /** How many working containers are at the builder. */
  readonly containers: number;
}

/** What undisturbed runs left on a lane, by stack. */
export interface References {
  /** Brings the lane there, undisturbed, when nothing is known of that stack yet. */
  of(stack: StackName): Promise<Reference>;
}

/** Looks at a lane when it is asked for the first time. */
export function createReferences(lane: Lane): References {
  const known = new Map<StackName, Reference>();
  return {
    async of(stack) {
      const reference = known.get(stack) ?? (await look(lane, stack));
      known.set(stack, reference);
      return reference;
    },
  };
}

async function look(lane: Lane, stack: StackName): Promise<Reference> {
  await bring(lane, stack);
  return {
    trace: await traceHosts(lane, stack),
    containers: lane.builder.containers().length,
  };
}
