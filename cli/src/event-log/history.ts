import type { LogEvent, ObjectEvent } from "./schema";

/** One step or task of one object on one host: what a table shows as a cell and a chart as a bar. Times in ms. */
export interface Bar {
  readonly run: string;
  readonly resource: string;
  readonly host: string;
  /** Name of the object where it is not the host's: the application. */
  readonly object: string | undefined;
  readonly step: string;
  /** A task takes time but is no step of a plan: reaching, asking, waiting. */
  readonly kind: "step" | "task";
  readonly from: number;
  /** Undefined while it runs. */
  readonly to: number | undefined;
  readonly outcome: "running" | "done" | "failed";
  /** Why it failed. */
  readonly message: string | undefined;
  /** What its last transfer has sent, in bytes. */
  readonly transfer: { readonly bytes: number; readonly total: number } | undefined;
  /** What its command printed last. */
  readonly lastLine: string | undefined;
}

/** One provider process. Times in ms. */
export interface Run {
  readonly id: string;
  readonly from: number;
  /** Its last event so far. */
  readonly to: number;
  /** Whether it said that it ended. */
  readonly isEnded: boolean;
  /** Where it runs; undefined in logs of version 1. */
  readonly process: { readonly machine: string; readonly pid: number } | undefined;
  /** In the order of their beginning. */
  readonly bars: readonly Bar[];
  /** How many steps had nothing to do. */
  readonly skipped: number;
}

/** Everything that a log says, run by run. */
export interface History {
  add(event: LogEvent): void;
  /** In the order of their beginning. */
  runs(): readonly Run[];
}

/** Whether a step or task waits for something else instead of working: by its name. */
export function isWaiting({ step }: Pick<Bar, "step">): boolean {
  return step.startsWith("await-");
}

/** A run of which nothing more is to come: what it left under way counts as failed. */
export function closedRun(run: Run): Run {
  return { ...run, isEnded: true, bars: closedBars(run) };
}

function closedBars({ bars, to }: Pick<Run, "bars" | "to">): Bar[] {
  return bars.map((bar) =>
    bar.outcome === "running"
      ? { ...bar, to, outcome: "failed", message: "the run ended before it was done" }
      : bar,
  );
}

/** Makes an empty {@link History}. */
export function createHistory(): History {
  const runs = new Map<string, OpenRun>();
  return {
    add(event) {
      const at = Date.parse(event.time);
      const run = runs.get(event.run) ?? newRun(event.run, at);
      runs.set(event.run, run);
      run.to = Math.max(run.to, at);
      if (event.type === "run-started") {
        run.process = { machine: event.machine, pid: event.pid };
      } else if (event.type === "run-finished") {
        run.isEnded = true;
        run.bars.splice(0, Infinity, ...closedBars(run));
      } else {
        addToRun(run, event, at);
      }
    },
    runs: () => [...runs.values()].sort((a, b) => a.from - b.from),
  };
}

type Open<T> = { -readonly [Name in keyof T]: T[Name] };

interface OpenRun extends Open<Omit<Run, "bars">> {
  readonly bars: Open<Bar>[];
  /** What runs now, by object, host and step: several where old logs do not tell objects apart. */
  readonly open: Map<string, readonly Open<Bar>[]>;
}

function newRun(id: string, at: number): OpenRun {
  const open = new Map<string, readonly Open<Bar>[]>();
  return { id, from: at, to: at, isEnded: false, process: undefined, bars: [], skipped: 0, open };
}

function addToRun(run: OpenRun, event: ObjectEvent, at: number): void {
  const key = [event.resource, event.object, event.host, event.step].join(" ");
  const [bar, ...others] = run.open.get(key) ?? [];
  switch (event.type) {
    case "step-skipped":
      run.skipped += 1;
      break;
    case "step-started":
    case "task-started":
      run.open.set(key, [...(run.open.get(key) ?? []), addBar(run, event, at)]);
      break;
    case "step-finished":
    case "task-finished":
      endBar(bar ?? addBar(run, event, at - event.seconds * 1000), at, "done");
      run.open.set(key, others);
      break;
    case "step-failed":
    case "task-failed":
      endBar(bar ?? addBar(run, event, at - event.seconds * 1000), at, "failed", event.message);
      run.open.set(key, others);
      break;
    case "transfer":
      if (bar !== undefined) bar.transfer = { bytes: event.bytes, total: event.total };
      break;
    case "output":
      if (bar !== undefined && event.line.trim() !== "") bar.lastLine = event.line;
      break;
    case "note":
      if (bar !== undefined) bar.lastLine = event.message;
      break;
  }
}

function addBar(run: OpenRun, event: ObjectEvent, from: number): Open<Bar> {
  const bar: Open<Bar> = {
    run: run.id,
    resource: event.resource,
    host: event.host,
    object: event.object,
    step: event.step,
    kind: event.type.startsWith("task-") ? "task" : "step",
    from,
    to: undefined,
    outcome: "running",
    message: undefined,
    transfer: undefined,
    lastLine: undefined,
  };
  run.bars.push(bar);
  return bar;
}

function endBar(bar: Open<Bar>, to: number, outcome: "done" | "failed", message?: string): void {
  bar.to = to;
  bar.outcome = outcome;
  bar.message = message;
}
