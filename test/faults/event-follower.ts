import { watch, type FSWatcher } from "node:fs";
import { open } from "node:fs/promises";
import type { PipelineEvent } from "../../provider/src/pipeline/events";
import type { StepOnHost } from "./cell";
import { begunSteps } from "./checks";

/** Resolves as soon as the event log, read from byte `from` on, says that the step began; rejects when aborted. */
export async function stepBegins(
  log: string,
  from: number,
  at: StepOnHost,
  aborted: AbortSignal,
): Promise<void> {
  const file = await open(log);
  const changes = watch(log);
  try {
    let position = from;
    let rest = "";
    for (;;) {
      if (aborted.aborted) throw new Error("the step did not begin");
      const changed = nextChange(changes, aborted);
      const { buffer, bytesRead } = await file.read({ position, buffer: Buffer.alloc(1 << 16) });
      position += bytesRead;
      const lines = (rest + buffer.toString("utf8", 0, bytesRead)).split("\n");
      rest = lines.pop() ?? "";
      if (lines.some((line) => isBeginOf(JSON.parse(line) as PipelineEvent, at))) return;
      if (bytesRead === 0) await changed;
    }
  } finally {
    changes.close();
    await file.close();
  }
}

/** The steps that began, and did not end since. */
export function stepsUnderWay(events: readonly PipelineEvent[]): readonly StepOnHost[] {
  const steps = begunSteps(events);
  return steps.filter((at) => isUnderWay(events, at));
}

/** Whether the step began, and did not end since. */
export function isUnderWay(events: readonly PipelineEvent[], at: StepOnHost): boolean {
  const last = events.findLast((event) => isOf(event, at) && /^(step|task)-/.test(event.type));
  return last !== undefined && isBegin(last);
}

function isBeginOf(event: PipelineEvent, at: StepOnHost): boolean {
  return isBegin(event) && isOf(event, at);
}

function isBegin({ type }: PipelineEvent): boolean {
  return type === "step-started" || type === "task-started";
}

function isOf(event: PipelineEvent, at: StepOnHost): boolean {
  return (
    "step" in event &&
    event.resource === at.resource &&
    event.host === at.host &&
    event.step === at.step
  );
}

function nextChange(changes: FSWatcher, aborted: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      aborted.removeEventListener("abort", settle);
      changes.removeListener("change", settle);
      resolve();
    };
    aborted.addEventListener("abort", settle);
    changes.on("change", settle);
  });
}
