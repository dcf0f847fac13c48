import type { PipelineEvent } from "../../provider/src/pipeline/events";

/** Seconds during which at least one step or task of an apply was under way, by its event log. */
export function explainedSeconds(events: readonly PipelineEvent[]): number {
  const spans = spansOf(events).sort((a, b) => a.from - b.from);
  let [sum, end] = [0, -Infinity];
  for (const span of spans) {
    sum += Math.max(0, span.to - Math.max(span.from, end));
    end = Math.max(end, span.to);
  }
  return sum / 1000;
}

/** Seconds of the longest run of each step or task on any host, longest first. */
export function stepSeconds(
  events: readonly PipelineEvent[],
): readonly (readonly [step: string, seconds: number])[] {
  const longest = new Map<string, number>();
  for (const { step, from, to } of spansOf(events)) {
    longest.set(step, Math.max(longest.get(step) ?? 0, (to - from) / 1000));
  }
  return [...longest].sort(([, a], [, b]) => b - a);
}

interface Span {
  readonly step: string;
  readonly from: number;
  readonly to: number;
}

function spansOf(events: readonly PipelineEvent[]): Span[] {
  const open = new Map<string, number>();
  return events.flatMap((event): Span[] => {
    const key = [event.run, event.resource, event.host, event.step].join(" ");
    const at = Date.parse(event.time);
    if (event.type.endsWith("-started")) open.set(key, at);
    if (!/-(finished|failed)$/.test(event.type)) return [];
    return [{ step: event.step, from: open.get(key) ?? at, to: at }];
  });
}
