import { statSync } from "node:fs";
import { errorsOf, type RunningTerraform, type TerraformRun } from "../support/terraform-workspace";
import { stepName, type Cell, type CellResult } from "./cell";
import { clusterUid, leaks, repeatedSteps, traceHosts } from "./checks";
import { isUnderWay, stepBegins } from "./event-follower";
import { NOT_STRUCK, type Fault, type Scene } from "./fault";
import { FAULTS } from "./faults";
import { labDifferences } from "../support/lab-traces";
import { until } from "../support/until";
import { bring, type Lane } from "./lane";
import { OPERATIONS, type Operation } from "./operations";
import type { References } from "./references";
import { labHostOf } from "./stacks";

/** More than one apply is only for what another run may still hold. */
const MOST_APPLIES = 3;
const LIMIT_MS = 4 * 60_000;
/** A kubelet that was cut off hears late of what it shall stop. */
const SETTLED_MS = 30_000;
/** Characters of Terraform's errors that a result keeps. */
const MOST_TEXT = 600;

/** Runs one cell of the matrix on a lane. Whatever goes wrong is in the result. */
export async function runCell(lane: Lane, references: References, cell: Cell): Promise<CellResult> {
  const operation: Operation = OPERATIONS[cell.operation];
  const expected = await references.of(operation.to);
  await bring(lane, operation.from);
  const uidBefore = await clusterUid(lane);
  const { workspace } = lane;
  const eventsBefore = workspace.events().length;
  const startedAt = performance.now();
  const problems: string[] = [];
  const outputs: string[] = [];
  const events = () => workspace.events().slice(eventsBefore);
  const result = (applies: number, seconds: number): CellResult => {
    const { repeated } = repeatedSteps(events());
    return {
      operation: cell.operation,
      ...cell.at,
      fault: cell.fault,
      converged: problems.length === 0,
      repeated: repeated.map(stepName),
      seconds: Math.round(seconds * 10) / 10,
      applies,
      problems,
    };
  };

  const disturbed = await disturb(lane, cell, operation, problems);
  outputs.push(disturbed.output);
  const uid = uidBefore ?? (await clusterUid(lane));
  let applies = 0;
  let last: TerraformRun = disturbed;
  let undone = await leftToDo(lane, operation, last);
  while (undone !== undefined && applies < MOST_APPLIES) {
    await leaseOver(last);
    last = await limited(workspace.start(...lane.declare(operation.to)));
    outputs.push(last.output);
    applies += 1;
    undone = await leftToDo(lane, operation, last);
    if (undone !== undefined && !isLocked(last)) problems.push(`apply ${applies}: ${undone}`);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  if (undone !== undefined) return result(applies, seconds);
  lane.stack = operation.to;
  await judge();
  return result(applies, seconds);

  async function judge(): Promise<void> {
    const { finishedBefore } = repeatedSteps(events());
    if (finishedBefore.length > 0) {
      problems.push(`ran again though finished: ${finishedBefore.map(stepName).join(", ")}`);
    }
    let left: readonly string[] = [];
    await until(async () => {
      left = labDifferences(expected.trace, await traceHosts(lane, operation.to));
      return left.length === 0;
    }, SETTLED_MS).catch(() => undefined);
    if (left.length > 0) problems.push(`hosts differ: ${left.slice(0, 12).join("; ")}`);
    if (operation.to !== "nothing" && uid !== undefined && uid !== (await clusterUid(lane))) {
      problems.push("the cluster is another one now");
    }
    const containers = lane.builder.containers();
    if (containers.length > expected.containers)
      problems.push(`${containers.length} working containers`);
    for (const place of await leaks(lane, outputs.join("\n")))
      problems.push(`a secret in ${place}`);
  }
}

async function disturb(
  lane: Lane,
  cell: Cell,
  operation: Operation,
  problems: string[],
): Promise<TerraformRun> {
  const { workspace } = lane;
  const fault: Fault = FAULTS[cell.fault];
  const from = statSync(workspace.eventLog).size;
  const seen = workspace.events().length;
  const declared = lane.declare(operation.to);
  const scene: Omit<Scene, "run"> = {
    lane,
    at: cell.at,
    runsCommands: cell.runsCommands,
    host: cell.at.step === "open-image" ? undefined : labHostOf(cell.at.host),
    declared,
    isUnderWay: () => isUnderWay(workspace.events().slice(seen), cell.at),
    problem: (text) => void problems.push(text),
  };
  await fault.arm?.(scene);
  const run = workspace.start(...declared);
  const over = new AbortController();
  const ended = limited(run).finally(() => over.abort());
  let missed: Error | undefined;
  try {
    await stepBegins(workspace.eventLog, from, cell.at, over.signal);
    await fault.strike?.({ ...scene, run });
  } catch (error) {
    missed = error as Error;
  }
  const outcome = await ended;
  if (missed) {
    const failure = errorsOf(outcome).slice(0, MOST_TEXT);
    problems.push(`${NOT_STRUCK}: ${missed.message}${failure && `; ${failure}`}`);
  }
  await fault.lift?.({ ...scene, run });
  return outcome;
}

/** Why a run has not reached what is declared: its errors, or what a plan after it would change. */
async function leftToDo(
  { workspace }: Lane,
  { to }: Operation,
  last: TerraformRun,
): Promise<string | undefined> {
  if (last.code !== 0) return errorsOf(last).slice(0, MOST_TEXT);
  if (to === "nothing") {
    return workspace.stateText().includes('"mode": "managed"') ? "not all is gone" : undefined;
  }
  const planned = await workspace.run("plan", "-detailed-exitcode", "-input=false", "-no-color");
  if (planned.code === 0) return undefined;
  if (planned.code === 1)
    return `the plan after it fails: ${errorsOf(planned).slice(0, MOST_TEXT)}`;
  return `the plan after it is not empty: ${changesIn(planned.output).slice(0, MOST_TEXT)}`;
}

/** The lines of a plan that name a resource or change a value. */
function changesIn(plan: string): string {
  return plan
    .split("\n")
    .filter((line) => /^\s*([~+-]|-\/\+|#) /.test(line))
    .map((line) => line.trim())
    .join("; ");
}

function isLocked({ text }: TerraformRun): boolean {
  return text.includes("its lock expires by itself at");
}

/** Waits until the lock that stopped a run may be taken over, if that is what stopped it. */
async function leaseOver({ text }: TerraformRun): Promise<void> {
  const times = [...text.matchAll(/its lock expires by itself at (\S+Z)/g)].map(([, time]) =>
    Date.parse(time!),
  );
  const wait = Math.max(0, ...times.map((time) => time - Date.now()));
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait + 1_000));
}

async function limited(run: RunningTerraform): Promise<TerraformRun> {
  const timer = setTimeout(() => run.process.kill("SIGKILL"), LIMIT_MS);
  return run.ended.finally(() => clearTimeout(timer));
}
