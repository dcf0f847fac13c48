import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createHistory, type Run } from "../../../cli/src/event-log/history";
import { readLines } from "../../../cli/src/event-log/read-lines";

/** Path of a recorded log: `apply` is of a real apply on four hosts, `version-1` was written by the first provider. */
export function recordedLog(name: "apply" | "version-1"): string {
  return join(__dirname, `${name}.jsonl`);
}

/** The lines of a recorded log. */
export function recordedLines(name: "apply" | "version-1"): readonly string[] {
  return readFileSync(recordedLog(name), "utf8").trimEnd().split("\n");
}

/** The runs that lines tell of. */
export function runsOf(lines: readonly string[]): readonly Run[] {
  const history = createHistory();
  readLines(lines).events.forEach((event) => history.add(event));
  return history.runs();
}
