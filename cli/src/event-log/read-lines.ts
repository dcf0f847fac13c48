import { parseEvent, type LogEvent } from "./schema";

/** What lines of a log say, and how many parts of them say nothing that this version understands. */
export interface ReadLines {
  readonly events: readonly LogEvent[];
  readonly unreadable: number;
}

/**
 * Reads lines of an event log. A line that was torn (its writer was killed, or the disk was full) is passed over, with
 * whole events behind it on the same line still read. So are events of a newer version.
 */
export function readLines(lines: readonly string[]): ReadLines {
  const events: LogEvent[] = [];
  let unreadable = 0;
  for (const line of lines) {
    for (const part of partsOf(line)) {
      const event = parseEvent(parseJson(part));
      if (event === undefined) unreadable += 1;
      else events.push(event);
    }
  }
  return { events, unreadable };
}

/** The line, or where it is no JSON the pieces of it that begin like an event. */
function partsOf(line: string): readonly string[] {
  if (line.trim() === "") return [];
  return parseJson(line) === undefined ? line.split(/(?=\{"v":)/) : [line];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
