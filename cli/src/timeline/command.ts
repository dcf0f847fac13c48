import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { UsageError, type Command } from "../command";
import { closedRun, createHistory } from "../event-log/history";
import { readLines } from "../event-log/read-lines";
import { lastSession } from "../event-log/session";
import { chartOf, type Chart } from "./chart";
import { htmlOf } from "./html";
import { mermaidOf } from "./mermaid";
import { svgOf } from "./svg";

const FORMATS: Readonly<Record<string, (chart: Chart) => string>> = {
  svg: svgOf,
  html: htmlOf,
  mermaid: mermaidOf,
};

/** Draws the newest session of an event log. */
export const timeline: Command = {
  usage: `timeline [EVENTS] [--format svg|html|mermaid]

Prints a chart of the newest run in an event log: hosts and steps over time, with waiting told from working.

  EVENTS    path of the event log, the provider's event_log; default: events.jsonl
  --format  svg (default), html (a page that needs nothing else), or mermaid (for comments)`,

  async run(args, { stdout, stderr }) {
    const { path, draw } = optionsOf(args);
    const { events, unreadable } = readLines((await readFile(path, "utf8")).split("\n"));
    const history = createHistory();
    events.forEach((event) => history.add(event));
    const session = lastSession(history.runs());
    if (session.length === 0) throw new Error(`${path} tells of no run. Is it an event log?`);
    if (unreadable > 0) stderr.write(`${unreadable} lines of ${path} could not be read.\n`);
    stdout.write(draw(chartOf(session.map(closedRun))));
    return 0;
  },
};

function optionsOf(args: readonly string[]): { path: string; draw: (chart: Chart) => string } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: "string" } },
  });
  if (positionals.length > 1) throw new UsageError("timeline takes one event log.");
  const format = values.format ?? "svg";
  const draw = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (draw === undefined) {
    throw new UsageError(`--format is "${format}"; it must be ${Object.keys(FORMATS).join(", ")}.`);
  }
  return { path: positionals[0] ?? "events.jsonl", draw };
}
