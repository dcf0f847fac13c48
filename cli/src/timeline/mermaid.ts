import { harmlessLine } from "../event-log/wording";
import { labelOf, type Chart, type ChartBar } from "./chart";
import { titleOf } from "./svg";

const MOST_BARS = 150;

/** The chart as a Mermaid gantt, for comments. Of more than 150 bars the longest are drawn, and the title says so. */
export function mermaidOf(chart: Chart): string {
  const all = chart.lanes.flatMap(({ lines }) => lines.flat());
  const longest = new Set(
    [...all].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, MOST_BARS),
  );
  const left = all.length - longest.size;
  const sections = chart.lanes.flatMap(({ host, lines }) => {
    const bars = lines.flat().filter((bar) => longest.has(bar));
    return bars.length === 0 ? [] : [`  section ${plain(host)}`, ...bars.map(taskOf)];
  });
  return [
    "gantt",
    `  title ${plain(titleOf(chart))}${left === 0 ? "" : `, without ${left} short steps`}`,
    "  dateFormat x",
    "  axisFormat %H.%M.%S",
    ...sections,
    "",
  ].join("\n");
}

const TAGS = { work: "active, ", task: "", waiting: "done, ", failed: "crit, " } as const;

function taskOf({ bar, kind, from, to }: ChartBar): string {
  const suffix = kind === "failed" ? " failed" : "";
  return `  ${plain(labelOf(bar))}${suffix} :${TAGS[kind]}${from}, ${Math.max(to, from + 1)}`;
}

/** Without the characters that end a title or begin a comment, a directive or an entity. */
function plain(text: string): string {
  return harmlessLine(text)
    .replace(/[:;#%,]+/g, " ")
    .replace(/ +/g, " ")
    .trim();
}
