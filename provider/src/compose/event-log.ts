import { appendFileSync, closeSync, fstatSync, openSync, readSync } from "node:fs";
import { EVENT_VERSION, type PipelineEvent, type RunEvent } from "../pipeline/events";
import type { ClosableSink } from "./events";

/** Who writes to the log; see {@link RunEvent}. */
export interface LogWriter {
  readonly run: string;
  readonly machine: string;
  readonly pid: number;
  readonly version: string;
  readonly clock: () => Date;
}

/**
 * Writes one JSON line for each event to a file, mode 0600. Lines of several provider processes do not mix: each is one
 * write at the end of the file. A process that has nothing to tell writes nothing; any other begins with `run-started`
 * and, when closed, ends with `run-finished`. A log that cannot be written fails no apply.
 */
export function createEventLog(path: string, writer: LogWriter): ClosableSink {
  let state: "new" | "open" | "broken" = "new";
  const stamp = () =>
    ({ v: EVENT_VERSION, time: writer.clock().toISOString(), run: writer.run }) as const;

  const append = (...events: readonly (PipelineEvent | RunEvent)[]): void => {
    try {
      const repair = state === "new" && isTorn(path) ? "\n" : "";
      const lines = events.map((event) => `${JSON.stringify(event)}\n`);
      appendFileSync(path, repair + lines.join(""), { mode: 0o600 });
      state = "open";
    } catch {
      state = "broken";
    }
  };

  return {
    emit(event) {
      const { machine, pid, version } = writer;
      if (state === "new") {
        // Dated like the first event, so that a run never begins after its first step.
        const opening = { ...stamp(), time: event.time, type: "run-started" } as const;
        append({ ...opening, machine, pid, version }, event);
      } else if (state === "open") {
        append(event);
      }
    },
    close() {
      if (state === "open") append({ ...stamp(), type: "run-finished" });
      state = "broken";
    },
  };
}

/** Whether the file ends in half a line: its writer was killed, or the disk was full. */
function isTorn(path: string): boolean {
  const last = Buffer.alloc(1);
  const file = openSync(path, "a+", 0o600);
  try {
    const { size } = fstatSync(file);
    return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== LINE_FEED;
  } finally {
    closeSync(file);
  }
}

const LINE_FEED = 0x0a;
