import { isWaiting, type Bar, type Run } from "../event-log/history";

/** A session as hosts with lines of bars that do not overlap. Times in ms. */
export interface Chart {
  readonly from: number;
  readonly to: number;
  readonly lanes: readonly Lane[];
}

/** One host. */
export interface Lane {
  readonly host: string;
  /** Bars side by side in time; a host that does two things at once has two lines. */
  readonly lines: readonly (readonly ChartBar[])[];
}

/** A step or task, and how it is drawn. */
export interface ChartBar {
  readonly bar: Bar;
  readonly kind: "work" | "waiting" | "task" | "failed";
  readonly from: number;
  readonly to: number;
}

/** The chart of a session; what still runs is drawn up to the last event. Tasks shorter than a thousandth are left out. */
export function chartOf(session: readonly Run[]): Chart {
  const from = Math.min(...session.map((run) => run.from));
  const to = Math.max(from + 1, ...session.map((run) => run.to));
  const shortest = (to - from) / 1000;
  const bars = session
    .flatMap((run) => run.bars)
    .map((bar) => ({ bar, kind: kindOf(bar), from: bar.from, to: bar.to ?? to }))
    .filter(
      (drawn) =>
        drawn.bar.kind === "step" || drawn.to - drawn.from >= shortest || drawn.kind === "failed",
    )
    .sort((a, b) => a.from - b.from);
  const hosts = [...new Set(bars.map(({ bar }) => bar.host))];
  const lanes = hosts.map((host) => ({
    host,
    lines: stacked(bars.filter(({ bar }) => bar.host === host)),
  }));
  return { from, to, lanes };
}

/** What the bar is called; of an application's step, the application too. */
export function labelOf({ object, step }: Bar): string {
  return object === undefined ? step : `${object}: ${step}`;
}

function kindOf(bar: Bar): ChartBar["kind"] {
  if (bar.outcome === "failed") return "failed";
  if (isWaiting(bar)) return "waiting";
  return bar.kind === "task" ? "task" : "work";
}

function stacked(bars: readonly ChartBar[]): readonly (readonly ChartBar[])[] {
  const lines: ChartBar[][] = [];
  for (const bar of bars) {
    const free = lines.find((line) => (line.at(-1)?.to ?? 0) <= bar.from);
    if (free === undefined) lines.push([bar]);
    else free.push(bar);
  }
  return lines;
}
