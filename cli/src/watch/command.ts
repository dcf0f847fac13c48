import { hostname } from "node:os";
import { parseArgs } from "node:util";
import { delay } from "../../../provider/src/lib/delay";
import { UsageError, type Command, type CommandContext } from "../command";
import { createHistory, type Run } from "../event-log/history";
import { readLines } from "../event-log/read-lines";
import { isOver, lastSession, settled } from "../event-log/session";
import { tailFile } from "../event-log/tail-file";
import { isStillFailed } from "./host-rows";
import { createPlainView, createTableView, type View } from "./view";

const LOOK_EVERY_MS = 200;
// A plan that ends is followed by its apply, in a process of its own.
const GRACE_MS = 3_000;
const INTERRUPTED = 130;

/** Shows what an apply does while it does it, or what it did, from its event log. */
export const watch: Command = {
  usage: `watch [EVENTS] [--follow] [--plain]

Shows a run of the provider from its event log: a live table of hosts and steps in a terminal, lines elsewhere. Works from
another terminal, before, while and after the run, and ends with it.

  EVENTS    path of the event log, the provider's event_log; default: events.jsonl
  --follow  goes on when the run is over, and shows the next one
  --plain   lines instead of the table

Exit code: 0, or 1 when a step failed and was not done later, or 130 after Ctrl-C.`,

  async run(args, context) {
    const { path, follow, plain } = optionsOf(args);
    const view =
      context.stdout.isTTY === true && !plain ? createTableView(context) : createPlainView(context);
    try {
      return await watchFile(path, follow, view, context);
    } finally {
      view.close();
    }
  },
};

function optionsOf(args: readonly string[]): { path: string; follow: boolean; plain: boolean } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { follow: { type: "boolean" }, plain: { type: "boolean" } },
  });
  if (positionals.length > 1) throw new UsageError("watch takes one event log.");
  const [path = "events.jsonl"] = positionals;
  return { path, follow: values.follow ?? false, plain: values.plain ?? false };
}

async function watchFile(
  path: string,
  follow: boolean,
  view: View,
  { signal, stderr }: CommandContext,
): Promise<number> {
  const tail = tailFile(path);
  const history = createHistory();
  let unreadable = 0;
  let sawItLive = false;
  let overSince: number | undefined;
  for (let look = 0; !signal.aborted; look += 1) {
    const { events, unreadable: more } = readLines(await tail.read());
    events.forEach((event) => history.add(event));
    unreadable += more;
    const here = { ...surroundings, now: Date.now() };
    const session = settled(lastSession(history.runs()), here);
    if (session.length === 0 && look === 0) {
      stderr.write(`Waiting for ${path} (event_log of the provider) …\n`);
    }
    view.show(session, events, here.now);
    const isEnd = session.length > 0 && isOver(session, here);
    overSince = isEnd ? (overSince ?? here.now) : undefined;
    if (overSince !== undefined && !follow && here.now - overSince >= (sawItLive ? GRACE_MS : 0)) {
      if (unreadable > 0) stderr.write(`${unreadable} lines of ${path} could not be read.\n`);
      return exitCode(session);
    }
    sawItLive ||= !isEnd;
    await delay(LOOK_EVERY_MS, signal);
  }
  return INTERRUPTED;
}

function exitCode(session: readonly Run[]): number {
  const bars = session.flatMap((run) => run.bars);
  return bars.some((bar) => isStillFailed(bar, bars)) ? 1 : 0;
}

const surroundings = {
  machine: hostname(),
  isAlive(pid: number): boolean {
    try {
      process.kill(pid, 0); // asks, and sends nothing
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "EPERM";
    }
  },
};
