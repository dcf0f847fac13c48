import type { PipelineEvent } from "../../provider/src/pipeline/events";

/** A time when a node was out of service. Times in milliseconds since 1970. */
export interface Turn {
  readonly host: string;
  readonly begin: number;
  /** Undefined for one that did not end well. */
  readonly end: number | undefined;
}

/** The turns of nodes, in the order of their beginning. */
export function turnsIn(events: readonly PipelineEvent[]): readonly Turn[] {
  return events.flatMap((event, index) => {
    const { host, time } = event;
    if (!isBegin(event)) return [];
    const next = events
      .slice(index + 1)
      .find((each) => each.host === host && (isEnd(each) || isBegin(each)));
    const end = next !== undefined && isEnd(next) ? Date.parse(next.time) : undefined;
    return [{ host, begin: Date.parse(time), end }];
  });
}

function isBegin({ step, type }: PipelineEvent): boolean {
  return step === "drain-node" && type === "step-started";
}

function isEnd({ step, type }: PipelineEvent): boolean {
  return step === "uncordon-node" && type === "step-finished";
}

/** How many turns overlapped at most. */
export function mostAtOnce(turns: readonly Turn[]): number {
  const ended = turns.filter(({ end }) => end !== undefined);
  const overlaps = ended.map(
    ({ begin }) => ended.filter((other) => other.begin <= begin && begin < (other.end ?? 0)).length,
  );
  return Math.max(...overlaps);
}
