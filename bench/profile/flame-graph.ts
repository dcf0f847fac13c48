import { escapeHtml } from "../../cli/src/report/html/escape";
import type { Frame } from "./cpu-profile";

const WIDTH = 1_200;
const ROW = 17;
const TOP = 34;
/** Narrower frames are left out, in pixels. */
const NARROWEST = 1.5;
const LETTER = 6.4;

/**
 * Draws where time went: the width of a function is its time with that of what it called, which stands below it. An SVG document
 * without anything from outside; pointing at a frame shows its name and time.
 */
export function flameGraphOf(title: string, root: Frame): string {
  const rows: string[] = [];
  let depth = 0;
  const draw = (frame: Frame, left: number, level: number): void => {
    const width = (frame.milliseconds / root.milliseconds) * WIDTH;
    if (width < NARROWEST) return;
    depth = Math.max(depth, level);
    rows.push(boxOf(frame, { left, top: TOP + level * ROW, width }, root.milliseconds));
    let from = left;
    for (const call of frame.calls) {
      draw(call, from, level + 1);
      from += (call.milliseconds / root.milliseconds) * WIDTH;
    }
  };
  draw(root, 0, 0);
  const height = TOP + (depth + 1) * ROW + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="ui-monospace, monospace" font-size="11" role="img" aria-label="${escapeHtml(title)}">
<style>${STYLE}</style>
<rect class="page" width="${WIDTH}" height="${height}"/>
<text class="title" x="6" y="20">${escapeHtml(title)}</text>
${rows.join("\n")}
</svg>
`;
}

const STYLE = `.page{fill:#fff}.title{fill:#1f2328;font-size:14px;font-weight:600}
.ours{fill:#f0a35e}.node{fill:#8fc1e3}.engine{fill:#c9ccd1}rect{stroke:#fff;stroke-width:.5}text{fill:#1f2328}`;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

function boxOf({ name, owner, milliseconds }: Frame, box: Box, whole: number): string {
  const { left, top, width } = box;
  const share = ((100 * milliseconds) / whole).toFixed(1);
  const told = `${name}: ${milliseconds.toFixed(0)} ms, ${share} %`;
  const letters = Math.floor((width - 4) / LETTER);
  const label =
    letters < 4
      ? ""
      : `<text x="${(left + 2).toFixed(1)}" y="${top + 12}">${escapeHtml(name.slice(0, letters))}</text>`;
  const rect = `<rect class="${owner}" x="${left.toFixed(1)}" y="${top}" width="${width.toFixed(1)}" height="${ROW - 1}"/>`;
  return `<g><title>${escapeHtml(told)}</title>${rect}${label}</g>`;
}
