import { groupFindings } from "../finding-groups";
import type { Counts, Report } from "../report-schema";
import { escapeMarkdown, row, tableHead } from "./escape";
import type { Section } from "./fit";

/** How many objects come, change and go. */
export function countsSection({ stacks }: Report): Section {
  const sum = (pick: (stack: Report["stacks"][number]) => Counts): Counts =>
    stacks.map(pick).reduce(add);
  if (stacks.length === 0) return { head: [], rows: [], noun: "row" };
  const others = sum(({ counts }) => counts.others);
  const hasOthers = Object.values(others).some((count) => count > 0);
  return {
    head: tableHead(["", "add", "change", "replace", "remove", "unchanged"]),
    rows: [
      cells(
        "hosts",
        sum(({ counts }) => counts.hosts),
      ),
      cells(
        "resources",
        sum(({ counts }) => counts.resources),
      ),
      ...(hasOthers ? [cells("of other providers", others)] : []),
    ],
    noun: "row",
  };
}

function add(a: Counts, b: Counts): Counts {
  return {
    create: a.create + b.create,
    update: a.update + b.update,
    replace: a.replace + b.replace,
    delete: a.delete + b.delete,
    forget: a.forget + b.forget,
    import: a.import + b.import,
    none: a.none + b.none,
  };
}

function cells(name: string, counts: Counts): string {
  const { create, update, replace, delete: gone, forget, import: imported, none } = counts;
  return row([
    name,
    ...[create + imported, update, replace, gone + forget, none].map((count) =>
      count === 0 ? "·" : String(count),
    ),
  ]);
}

/** What the rules found, harshest first; those of one rule and level that only differ in the host together. */
export function findingsSection({ findings, stacks }: Report): Section {
  const isOne = stacks.length === 1;
  return {
    title: "Risks",
    head: [],
    rows: groupFindings(findings).map(
      ({ level, rule, message, stack }) =>
        `- **${level}** \`${rule}\`${isOne ? "" : ` (${escapeMarkdown(stack)})`}: ${escapeMarkdown(message)}`,
    ),
    noun: "finding",
    foldsAt: 3,
  };
}
