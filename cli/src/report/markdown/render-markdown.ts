import { extent, headline } from "../headline";
import type { Report } from "../report-schema";
import { fit, type Limits, type Section } from "./fit";
import { escapeMarkdown } from "./escape";
import { mermaidTopology } from "./mermaid";
import { countsSection, findingsSection } from "./risk-sections";
import { hostsSection, appsSection } from "./step-sections";
import {
  bytesSection,
  disturbanceSection,
  durationSection,
  upgradeSection,
  versionsSection,
} from "./forecast-sections";
import { othersSection, replacementsSection, unknownSection } from "./detail-sections";

/** First line of every report: by it a pipeline finds the comment that it wrote before. */
export const STICKY_MARK = "<!-- cdktf-sealos report -->";

/** The report as Markdown for a comment on a pull request: counts and risk first, details after. */
export function renderMarkdown(report: Report, limits: Limits): string {
  const sections: readonly Section[] = [
    titleSection(report),
    countsSection(report),
    findingsSection(report),
    topologySection(report),
    upgradeSection(report),
    hostsSection(report),
    appsSection(report),
    versionsSection(report),
    disturbanceSection(report),
    bytesSection(report),
    durationSection(report),
    unknownSection(report),
    replacementsSection(report),
    othersSection(report),
  ];
  return fit(
    sections.filter(({ head, rows, foot = [] }) => head.length + rows.length + foot.length > 0),
    limits,
  );
}

function titleSection(report: Report): Section {
  const stacks = report.stacks.map(({ name }) => escapeMarkdown(name)).join(", ");
  return {
    head: [
      STICKY_MARK,
      `## Plan of ${stacks}: ${escapeMarkdown(headline(report))}`,
      "",
      `**Risk: ${report.risk}.** ${extent(report).map(escapeMarkdown).join(" · ")}`,
    ],
    rows: [],
    noun: "line",
  };
}

function topologySection({ stacks }: Report): Section {
  const picture = mermaidTopology(stacks);
  // A picture without its end is none: it is one row.
  return {
    title: "Topology",
    head: [],
    rows: picture.length === 0 ? [] : [picture.join("\n")],
    noun: "picture",
    foldsAt: 2,
  };
}
