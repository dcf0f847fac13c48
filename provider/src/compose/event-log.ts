import { appendFileSync } from "node:fs";
import type { Redactor } from "../lib/redact";
import type { EventSink } from "../pipeline/events";

/**
 * Writes one JSON line for each event to a file, mode 0600, secrets taken out. Lines of several provider processes
 * do not mix: each is one write at the end of the file. Without a path events go nowhere.
 */
export function createEventLog(path: string | undefined, redactor: Redactor): EventSink {
  if (path === undefined) return { emit: () => undefined };
  let isWritable = true;
  return {
    emit(event) {
      if (!isWritable) return;
      try {
        appendFileSync(path, `${redactor.redact(JSON.stringify(event))}\n`, { mode: 0o600 });
      } catch {
        isWritable = false; // an apply does not fail for its log
      }
    },
  };
}
