import type { BenchRow } from "../bench-row";
import { escapeHtml } from "../../cli/src/report/html/escape";

const WIDTH = 900;
const LEFT = 20;
const PLOT = 560;
const ROW = 44;
const TOP = 50;
const MOST = 5;

/**
 * A bar for each row, as long as ours ÷ peer (cut off at five), with a mark where the target is; an SVG document without anything
 * from outside, in the colours of the reader's light or dark theme.
 */
export function chartOf(name: string, rows: readonly BenchRow[]): string {
  const height = TOP + rows.length * ROW + 10;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="${escapeHtml(name)}: ours divided by the peer">
<style>${STYLE}</style>
<rect class="page" width="${WIDTH}" height="${height}"/>
<text class="title" x="${LEFT}" y="24">${escapeHtml(name)}: ours ÷ peer; the line is the target</text>
${rows.map((row, index) => barOf(row, TOP + index * ROW)).join("\n")}
</svg>
`;
}

const STYLE = `
.page{fill:#fff}.title{fill:#1f2328;font-size:14px;font-weight:600}.text{fill:#1f2328}.track{fill:#8b949e;fill-opacity:.12}
.met{fill:#0b63c5}.missed{fill:#c5221f}.told{fill:#6e7781}.target{stroke:#1f2328;stroke-width:2}
@media (prefers-color-scheme:dark){.page{fill:#0d1117}.title,.text{fill:#e6edf3}.met{fill:#1f6feb}.missed{fill:#da3633}.target{stroke:#e6edf3}}`.trim();

function barOf({ name, ours, peer, unit, ratio, target, met }: BenchRow, top: number): string {
  const x = (value: number): number => (Math.min(value, MOST) / MOST) * PLOT;
  const kind = target === null ? "told" : met ? "met" : "missed";
  const at = target === null ? undefined : LEFT + x(target);
  const figures = `${ratio}${ratio > MOST ? " (cut off)" : ""}: ${ours} / ${peer} ${unit}`;
  return [
    `<text class="text" x="${LEFT}" y="${top + 12}">${escapeHtml(name)}</text>`,
    `<rect class="track" x="${LEFT}" y="${top + 17}" width="${PLOT}" height="14" rx="2"/>`,
    `<rect class="${kind}" x="${LEFT}" y="${top + 17}" width="${x(ratio).toFixed(1)}" height="14" rx="2"/>`,
    ...(at === undefined
      ? []
      : [`<line class="target" x1="${at}" x2="${at}" y1="${top + 14}" y2="${top + 34}"/>`]),
    `<text class="text" x="${LEFT + PLOT + 12}" y="${top + 29}">${escapeHtml(figures)}</text>`,
  ].join("");
}
