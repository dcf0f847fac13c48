import { isWaiting, type Bar, type Run } from "../event-log/history";
import { bytesText, countText, durationText, harmlessLine } from "../event-log/wording";
import { hostRows, type HostRow } from "./host-rows";
import type { Style } from "./style";

/** How much room a terminal has, in characters. */
export interface Room {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The table of a session as lines that fit the room: a head line, then a line for each host with its steps, what it does
 * now, and what that printed last. Where hosts do not fit, those that failed or work come first and the rest is counted.
 */
export function tableLines(
  session: readonly Run[],
  now: number,
  room: Room,
  style: Style,
): readonly string[] {
  const rows = hostRows(session);
  const shown = mostUrgent(rows, Math.max(1, room.rows - 3));
  const layout = layoutOf(shown, room);
  const hidden = rows.length - shown.length;
  return [
    style.bold(clip(headLine(session, rows, now), room.columns)),
    ...shown.map((row) => rowLine(row, now, layout, style)),
    ...(hidden === 0 ? [] : [style.dim(`… ${countText(hidden, "more host")}`)]),
  ];
}

function headLine(session: readonly Run[], rows: readonly HostRow[], now: number): string {
  const from = Math.min(...session.map((run) => run.from));
  const end = session.every(({ isEnded }) => isEnded)
    ? Math.max(...session.map(({ to }) => to))
    : now;
  const bars = session.flatMap((run) => run.bars);
  const sent = bars.reduce((sum, { transfer }) => sum + (transfer?.bytes ?? 0), 0);
  const states = (["failed", "working", "waiting", "idle", "done"] as const).flatMap((state) => {
    const count = rows.filter((row) => row.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  return [
    durationText(end - from),
    `${countText(rows.length, "host")}: ${states.join(", ")}`,
    `${countText(bars.filter(isDoneStep).length, "step")} done`,
    ...(sent === 0 ? [] : [`${bytesText(sent)} sent`]),
  ].join(" · ");
}

function isDoneStep({ kind, outcome }: Bar): boolean {
  return kind === "step" && outcome === "done";
}

const URGENCY = { failed: 0, working: 1, waiting: 2, idle: 3, done: 4 } as const;

function mostUrgent(rows: readonly HostRow[], count: number): readonly HostRow[] {
  if (rows.length <= count) return rows;
  return rows.toSorted((a, b) => URGENCY[a.state] - URGENCY[b.state]).slice(0, count);
}

interface Layout {
  readonly host: number;
  readonly steps: number;
  readonly columns: number;
}

const LONGEST_HOST = 24;
const BAR = 12;

function layoutOf(rows: readonly HostRow[], { columns }: Room): Layout {
  return {
    columns,
    host: Math.min(LONGEST_HOST, Math.max(0, ...rows.map(({ host }) => host.length))),
    // A third of the line at most: of more steps the newest are shown.
    steps: Math.min(Math.floor(columns / 3), Math.max(0, ...rows.map(({ steps }) => steps.length))),
  };
}

function rowLine(row: HostRow, now: number, layout: Layout, style: Style): string {
  const strip = row.steps.slice(-layout.steps || undefined);
  const gap = " ".repeat(layout.steps - Math.min(strip.length, layout.steps));
  const host = clip(harmlessLine(row.host), layout.host).padEnd(layout.host);
  const rest = layout.columns - layout.host - layout.steps - 4;
  return `${style[COLOURS[row.state]](host)}  ${strip.map((bar) => glyph(bar, style)).join("")}${gap}  ${activity(row, now, Math.max(0, rest), style)}`;
}

const COLOURS = {
  failed: "red",
  working: "bold",
  waiting: "yellow",
  idle: "dim",
  done: "green",
} as const;

function glyph(bar: Bar, { marks, ...style }: Style): string {
  switch (bar.outcome) {
    case "done":
      return style.green(marks.done);
    case "failed":
      return style.red(marks.failed);
    case "running":
      return isWaiting(bar) ? style.yellow(marks.waiting) : style.bold(marks.running);
  }
}

/** What a host does, then in dim letters how it goes, together no longer than `width`. */
function activity({ state, now: bar }: HostRow, now: number, width: number, style: Style): string {
  if (bar === undefined) return clip(state, width);
  const what = bar.object === undefined ? bar.step : `${bar.object}: ${bar.step}`;
  if (state === "failed") {
    return style.red(clip(harmlessLine(`${what}: ${bar.message ?? ""}`), width));
  }
  const time = durationText(now - bar.from);
  const parts = [
    what,
    ...(bar.transfer === undefined ? [] : [transferText(bar, now, style)]),
    time,
  ];
  const head = clip(parts.join("  "), width);
  const tail = clip(harmlessLine(bar.lastLine ?? ""), width - head.length - 2);
  return tail === "" ? head : `${head}  ${style.dim(tail)}`;
}

function transferText({ transfer, from }: Bar, now: number, { marks }: Style): string {
  const { bytes = 0, total = 0 } = transfer ?? {};
  const share = total === 0 ? 0 : Math.min(1, bytes / total);
  const full = Math.round(share * BAR);
  const speed = bytes / Math.max(0.001, (now - from) / 1000);
  return `${marks.full.repeat(full)}${marks.empty.repeat(BAR - full)} ${bytesText(bytes)} of ${bytesText(total)}, ${bytesText(Math.round(speed))}/s`;
}

function clip(text: string, width: number): string {
  const characters = Array.from(text);
  if (characters.length <= width) return text;
  return width < 1 ? "" : `${characters.slice(0, width - 1).join("")}…`;
}
