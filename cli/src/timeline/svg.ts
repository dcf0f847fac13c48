import { bytesText, durationText, harmlessLine } from "../event-log/wording";
import { labelOf, type Chart, type ChartBar, type Lane } from "./chart";

const WIDTH = 1200;
const LEFT = 150;
const RIGHT = 20;
const TOP = 66;
const LINE = 22;
const GAP = 8;
const LETTER = 6.2; // about the width of a letter of 11 pixels
const TICKS = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400,
];

/** The chart as one SVG document without anything from outside, in the colours of the reader's light or dark theme. */
export function svgOf(chart: Chart): string {
  const height =
    TOP + chart.lanes.reduce((sum, { lines }) => sum + lines.length * LINE + GAP, 0) + GAP;
  const x = (time: number): number =>
    LEFT + ((time - chart.from) / (chart.to - chart.from)) * (WIDTH - LEFT - RIGHT);
  let top = TOP;
  const lanes = chart.lanes.map((lane) => {
    const drawn = laneOf(lane, top, x);
    top += lane.lines.length * LINE + GAP;
    return drawn;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="11" role="img" aria-label="Timeline of an apply">
<style>${STYLE}</style>
<defs><pattern id="waits" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="waiting" width="6" height="6"/><line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>
<rect class="page" width="${WIDTH}" height="${height}"/>
<text class="title" x="${GAP}" y="18">${escapeXml(titleOf(chart))}</text>
${legend()}
${axis(chart, x, height)}
${lanes.join("\n")}
</svg>
`;
}

/** Text for XML and HTML. */
export function escapeXml(text: string): string {
  return harmlessLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** When the session began, how long it took, and on how many hosts. */
export function titleOf({ from, to, lanes }: Chart): string {
  const began = new Date(from).toISOString().replace("T", " ").slice(0, 19);
  return `${began} UTC · ${durationText(to - from)} · ${lanes.length} hosts`;
}

// Colours tell kinds apart in both themes and by lightness too; waiting is hatched besides.
const STYLE = `
.page{fill:#fff}.title{fill:#1f2328;font-size:14px;font-weight:600}.name,.tick{fill:#1f2328}.tick{fill-opacity:.7}
.grid{stroke:#8b949e;stroke-opacity:.25}.thread{stroke:#8b949e;stroke-dasharray:2 4}.lane{fill:#8b949e;fill-opacity:.08}.label{fill:#fff;pointer-events:none}
.work{fill:#0b63c5}.task{fill:#6e7781}.waiting{fill:#e8b339;fill-opacity:.35}.hatch{stroke:#b07c05;stroke-width:2}.failed{fill:#c5221f}
.on-waiting{fill:#1f2328}
@media (prefers-color-scheme:dark){.page{fill:#0d1117}.title,.name,.tick,.on-waiting{fill:#e6edf3}.work{fill:#1f6feb}.hatch{stroke:#e8b339}.failed{fill:#da3633}}`.trim();

function legend(): string {
  const entries = [
    ["work", "working"],
    ["waits", "waiting"],
    ["task", "reaching, asking"],
    ["failed", "failed"],
  ] as const;
  return entries
    .map(([kind, text], index) => {
      const left = LEFT + index * 130;
      return `<rect ${fill(kind)} x="${left}" y="28" width="12" height="12" rx="2"/><text class="name" x="${left + 17}" y="38">${text}</text>`;
    })
    .join("");
}

function axis({ from, to }: Chart, x: (time: number) => number, height: number): string {
  const step = (TICKS.find((seconds) => (to - from) / 1000 / seconds <= 12) ?? 28_800) * 1000;
  const ticks: string[] = [];
  for (let time = 0; time <= to - from; time += step) {
    const at = x(from + time).toFixed(1);
    ticks.push(
      `<line class="grid" x1="${at}" x2="${at}" y1="${TOP - 6}" y2="${height}"/><text class="tick" x="${at}" y="${TOP - 10}" text-anchor="middle">${durationText(time)}</text>`,
    );
  }
  return ticks.join("");
}

function laneOf({ host, lines }: Lane, top: number, x: (time: number) => number): string {
  const bars = lines.flatMap((line, index) => line.map((bar) => barOf(bar, top + index * LINE, x)));
  const height = lines.length * LINE;
  const all = lines.flat();
  const [first, last] = [
    Math.min(...all.map(({ from }) => from)),
    Math.max(...all.map(({ to }) => to)),
  ];
  const middle = top + LINE / 2;
  // Shows through where the host has no work between its first step and its last: another host is not so far.
  const thread = `<line class="thread" x1="${x(first).toFixed(1)}" x2="${x(last).toFixed(1)}" y1="${middle}" y2="${middle}"/>`;
  return `<g><rect class="lane" x="0" y="${top}" width="${WIDTH}" height="${height}"/><text class="name" x="${GAP}" y="${top + 15}">${escapeXml(fitting(host, LEFT - GAP))}</text>${thread}${bars.join("")}</g>`;
}

function barOf(
  { bar, kind, from, to }: ChartBar,
  top: number,
  x: (time: number) => number,
): string {
  const left = x(from);
  const width = Math.max(1, x(to) - left);
  const label = fitting(labelOf(bar), width - 6);
  const text =
    label === ""
      ? ""
      : `<text class="${kind === "waiting" ? "on-waiting" : "label"}" x="${(left + 4).toFixed(1)}" y="${top + 15}">${escapeXml(label)}</text>`;
  const sent = bar.transfer === undefined ? "" : `, ${bytesText(bar.transfer.bytes)}`;
  const why = bar.message === undefined ? "" : `: ${bar.message}`;
  const title = `${bar.host} ${labelOf(bar)}: ${durationText(to - from)}${sent}${why}`;
  return `<g><title>${escapeXml(title)}</title><rect ${fill(kind === "waiting" ? "waits" : kind)} x="${left.toFixed(1)}" y="${top + 2}" width="${width.toFixed(1)}" height="${LINE - 4}" rx="2"/>${text}</g>`;
}

function fill(kind: "work" | "task" | "failed" | "waits"): string {
  return kind === "waits" ? 'fill="url(#waits)"' : `class="${kind}"`;
}

/** As much of a label as fits; nothing where only a few letters would. */
function fitting(text: string, width: number): string {
  const letters = Math.floor(width / LETTER);
  if (text.length <= letters) return text;
  return letters < 5 ? "" : `${text.slice(0, letters - 1)}…`;
}
