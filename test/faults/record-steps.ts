import { begunSteps } from "./checks";
import { stepName, type RecordedStep, type StepOnHost } from "./cell";
import { commandsOf } from "./command-gate";
import { stepsUnderWay } from "./event-follower";
import { bring, type Lane } from "./lane";
import { OPERATIONS, type Operation, type OperationName } from "./operations";

/** The steps of an operation that runs undisturbed: each once, on the first host where it ran. */
export async function recordSteps(
  lane: Lane,
  name: OperationName,
): Promise<readonly RecordedStep[]> {
  const operation: Operation = OPERATIONS[name];
  await bring(lane, operation.from);
  const before = lane.workspace.events().length;
  const events = () => lane.workspace.events().slice(before);
  const withCommands = new Set<string>();
  const note = () => {
    stepsUnderWay(events()).forEach((step) => withCommands.add(keyOf(step)));
    return "run" as const;
  };
  const hosts = lane.lab.inventory.hosts.map((_, index) => index + 1);
  await lane.gate.arm(
    hosts,
    commandsOf(() => true, Infinity, note),
  );
  await bring(lane, operation.to);
  await lane.gate.disarm();
  const own = begunSteps(events()).filter(({ resource }) =>
    operation.of.includes(resource.replace("sealos_", "")),
  );
  return firstOfEach(own).map((step) => ({ ...step, runsCommands: withCommands.has(keyOf(step)) }));
}

function keyOf(step: StepOnHost): string {
  return `${step.resource} ${stepName(step)}`;
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
