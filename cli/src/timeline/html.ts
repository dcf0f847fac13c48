import { bytesText, durationText } from "../event-log/wording";
import { labelOf, type Chart, type ChartBar } from "./chart";
import { escapeXml, svgOf, titleOf } from "./svg";

/** The chart as a page that needs nothing else: the drawing, and every bar as a row of a table, longest first. */
export function htmlOf(chart: Chart): string {
  const bars = chart.lanes
    .flatMap(({ lines }) => lines.flat())
    .sort((a, b) => b.to - b.from - (a.to - a.from));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Timeline: ${escapeXml(titleOf(chart))}</title>
<style>
body{font:14px system-ui,sans-serif;margin:1rem;background:Canvas;color:CanvasText}
svg{width:100%;height:auto}table{border-collapse:collapse;margin-top:1rem}
th,td{text-align:left;padding:.15rem .8rem .15rem 0;border-bottom:1px solid color-mix(in srgb,CanvasText 15%,transparent)}
.number{text-align:right;font-variant-numeric:tabular-nums}.failed{font-weight:600}
</style>
</head>
<body>
${svgOf(chart)}
<table>
<thead><tr><th>Host</th><th>Step</th><th class="number">Begins</th><th class="number">Takes</th><th class="number">Sends</th><th>Outcome</th></tr></thead>
<tbody>
${bars.map((bar) => rowOf(bar, chart.from)).join("\n")}
</tbody>
</table>
</body>
</html>
`;
}

function rowOf({ bar, kind, from, to }: ChartBar, start: number): string {
  const sent = bar.transfer === undefined ? "" : bytesText(bar.transfer.bytes);
  const outcome = bar.message === undefined ? bar.outcome : `${bar.outcome}: ${bar.message}`;
  return `<tr class="${kind}"><td>${escapeXml(bar.host)}</td><td>${escapeXml(labelOf(bar))}</td><td class="number">${durationText(from - start)}</td><td class="number">${durationText(to - from)}</td><td class="number">${sent}</td><td>${escapeXml(outcome)}</td></tr>`;
}
