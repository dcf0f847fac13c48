import type { LogEvent, ObjectEvent } from "../event-log/schema";
import { bytesText, durationText, harmlessLine } from "../event-log/wording";

/** Turns events into lines for logs and pipes; undefined for what is not worth one. */
export type Narrator = (event: LogEvent) => string | undefined;

const SHARE_TOLD = 0.25;

/**
 * Makes a {@link Narrator}. Each line begins with the seconds since the first event. A transfer is told by quarters, a
 * task only when it took a second or failed.
 */
export function createNarrator(): Narrator {
  let beginning: number | undefined;
  const told = new Map<string, number>();

  const isNews = (event: ObjectEvent & { readonly type: "transfer" }): boolean => {
    const key = [event.run, event.resource, event.object, event.host, event.step].join(" ");
    const quarter = Math.floor(event.bytes / Math.max(1, event.total) / SHARE_TOLD);
    if (quarter === 0 || told.get(key) === quarter) return false;
    told.set(key, quarter);
    return true;
  };

  return (event) => {
    beginning ??= Date.parse(event.time);
    const seconds = ((Date.parse(event.time) - beginning) / 1000).toFixed(1).padStart(8);
    if (event.type === "transfer" && !isNews(event)) return undefined;
    const text = "step" in event ? objectText(event) : runText(event);
    return text === undefined ? undefined : `${seconds} s  ${harmlessLine(text)}`;
  };
}

function runText(event: Exclude<LogEvent, ObjectEvent>): string {
  return event.type === "run-started"
    ? `run ${event.run} started (${event.machine}, process ${event.pid}, version ${event.version})`
    : `run ${event.run} finished`;
}

function objectText(event: ObjectEvent): string | undefined {
  const what = [event.host, event.object, event.step]
    .filter((part) => part !== undefined)
    .join(" ");
  switch (event.type) {
    case "step-started":
      return `${what} started`;
    case "step-skipped":
      return `${what} has nothing to do`;
    case "step-finished":
      return `${what} done in ${durationText(event.seconds * 1000)}`;
    case "task-finished":
      return event.seconds < 1 ? undefined : `${what} took ${durationText(event.seconds * 1000)}`;
    case "step-failed":
    case "task-failed":
      return `${what} FAILED: ${event.message}`;
    case "task-started":
      return undefined;
    case "output":
      return event.line.trim() === "" ? undefined : `${what} | ${event.line}`;
    case "note":
      return `${what}: ${event.message}`;
    case "transfer":
      return `${what} sent ${bytesText(event.bytes)} of ${bytesText(event.total)}${elsewhereText(event)}`;
  }
}

function elsewhereText({
  held = 0,
  pulled = 0,
}: ObjectEvent & { readonly type: "transfer" }): string {
  return [
    held === 0 ? "" : `; ${bytesText(held)} were there`,
    pulled === 0 ? "" : `; ${bytesText(pulled)} came from other hosts`,
  ].join("");
}
