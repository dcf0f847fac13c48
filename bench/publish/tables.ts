import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchRow } from "../bench-row";
import type { BenchResults } from "../results";

const README = join(__dirname, "../README.md");
const [BEGIN, END] = ["<!-- begin: results -->", "<!-- end: results -->"];

/** Replaces the part of bench/README.md that holds results; what people wrote around it stays. */
export function writeTables(results: BenchResults, file = README): void {
  const text = existsSync(file) ? readFileSync(file, "utf8") : `# Benches\n\n${BEGIN}\n${END}\n`;
  const [before = "", rest = ""] = text.split(BEGIN);
  const [, after = ""] = rest.split(END);
  writeFileSync(file, `${before}${BEGIN}\n\n${resultsText(results)}\n\n${END}${after}`);
}

/** The results as Markdown: the machine's facts, then a table for each bench. */
export function resultsText({ machine, benches }: BenchResults): string {
  const facts = Object.entries(machine).map(([name, fact]) => `${name} ${fact}`);
  return [
    `Measured on: ${facts.join("; ")}.`,
    ...Object.entries(benches).map(([name, rows]) => `### ${name}\n\n${tableOf(rows)}`),
  ].join("\n\n");
}

function verdictOf(target: number | null, met: boolean): string {
  if (target === null) return "–";
  return met ? "yes" : "**no**";
}

function tableOf(rows: readonly BenchRow[]): string {
  const notes = rows.flatMap(({ name, note }) => (note === undefined ? [] : `- ${name}: ${note}`));
  return [
    "| what | ours | peer | unit | ratio | target | met |",
    "| --- | ---: | ---: | --- | ---: | ---: | --- |",
    ...rows.map(
      ({ name, ours, peer, unit, ratio, target, met }) =>
        `| ${[name.replaceAll("|", "\\|"), ours, peer, unit, ratio, target ?? "–", verdictOf(target, met)].join(" | ")} |`,
    ),
    ...(notes.length === 0 ? [] : ["", ...notes]),
  ].join("\n");
}
