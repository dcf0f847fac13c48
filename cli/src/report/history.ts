import { parseJournal } from "../../../provider/src/domain/host-journal";
import { isRecord } from "./tree";

/** Seconds that each step took in earlier applies, by the step's name. */
export type History = ReadonlyMap<string, readonly number[]>;

/**
 * Reads how long steps took from event logs (JSON lines, of any version) and from journals of hosts. What is neither, a torn last
 * line for example, is passed over.
 */
export function readHistory(texts: readonly string[]): History {
  const found = new Map<string, number[]>();
  for (const { step, seconds } of texts.flatMap(timings)) {
    const before = found.get(step);
    if (before === undefined) found.set(step, [seconds]);
    else before.push(seconds);
  }
  return found;
}

interface Timing {
  readonly step: string;
  readonly seconds: number;
}

function timings(text: string): readonly Timing[] {
  const journal = parseJournal(text);
  if (journal !== undefined) {
    return Object.entries(journal.steps)
      .filter(([, { outcome }]) => outcome === "done")
      .map(([step, { seconds }]) => ({ step, seconds }));
  }
  return text.split("\n").flatMap(timingOf);
}

function timingOf(line: string): readonly Timing[] {
  if (!line.includes("step-finished")) return [];
  try {
    const event = JSON.parse(line) as unknown;
    if (!isRecord(event) || event["type"] !== "step-finished") return [];
    const { step, seconds } = event;
    return typeof step === "string" && typeof seconds === "number" ? [{ step, seconds }] : [];
  } catch {
    return [];
  }
}

/** The usual time of a step: the median of its runs; undefined where there was none. */
export function usualSeconds(history: History, step: string): number | undefined {
  const runs = [...(history.get(step) ?? [])].sort((a, b) => a - b);
  const [low, high] = [runs[Math.floor((runs.length - 1) / 2)], runs[Math.floor(runs.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
