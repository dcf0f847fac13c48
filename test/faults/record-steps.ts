import { begunSteps } from "./checks";
import type { StepOnHost } from "./cell";
import { bring, type Lane } from "./lane";
import { OPERATIONS, type Operation, type OperationName } from "./operations";

/** The steps of an operation that runs undisturbed: each once, on the first host where it ran. */
export async function recordSteps(lane: Lane, name: OperationName): Promise<readonly StepOnHost[]> {
  const operation: Operation = OPERATIONS[name];
  await bring(lane, operation.from);
  const before = lane.workspace.events().length;
  await bring(lane, operation.to);
  const begun = begunSteps(lane.workspace.events().slice(before));
  const own = begun.filter(({ resource }) =>
    operation.of.includes(resource.replace("sealos_", "")),
  );
  return firstOfEach(own);
}

function firstOfEach(steps: readonly StepOnHost[]): readonly StepOnHost[] {
  const firsts = new Map<string, StepOnHost>();
  for (const step of [...steps].sort(byHost)) {
    const key = `${step.resource} ${step.step}`;
    if (!firsts.has(key)) firsts.set(key, step);
  }
  return [...firsts.values()];
}

function byHost(one: StepOnHost, other: StepOnHost): number {
  return one.host < other.host ? -1 : one.host > other.host ? 1 : 0;
}
