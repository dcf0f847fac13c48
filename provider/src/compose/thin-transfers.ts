import type { EventSink, PipelineEvent } from "../pipeline/events";

const PAUSE_MS = 250;

/**
 * Passes on at most four `transfer` events a second of one step, and always the first and the one that completes it: bytes
 * arrive in thousands of chunks, and nobody reads that fast. Everything else passes.
 */
export function thinTransfers(sink: EventSink): EventSink {
  const told = new Map<string, number>();
  return {
    emit(event) {
      const key = `${event.resource} ${event.host} ${event.step}`;
      const at = Date.parse(event.time);
      if (event.type === "transfer") {
        if (isTooSoon(event, at, told.get(key))) return;
        told.set(key, at);
      } else if (event.type !== "output") {
        told.delete(key);
      }
      sink.emit(event);
    },
  };
}

function isTooSoon(
  event: PipelineEvent & { readonly type: "transfer" },
  at: number,
  last: number | undefined,
): boolean {
  return last !== undefined && at - last < PAUSE_MS && event.bytes < event.total;
}
