import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { parseArgs } from "node:util";
import { UsageError, type Command } from "../command";
import { readBudgets } from "./budgets";
import { buildReport, type NamedPlan } from "./build-report";
import { failures, parseFailOn } from "./fail-on";
import { readHistory } from "./history";
import { renderHtml } from "./html/render-html";
import { renderMarkdown } from "./markdown/render-markdown";
import type { Report } from "./report-schema";
import { readTerraformPlan } from "./terraform-plan";

/** Exit code of a report that `--fail-on` refuses. The report is written all the same. */
export const EXIT_REFUSED = 2;

/** A comment of GitHub takes 65,536 characters; some room is left for what a pipeline adds. */
const COMMENT_LENGTH = 60_000;
const SHORTEST = 2_000;

/** `cdktf-sealos report`: what plans will do, for people and for policies. */
export const reportCommand: Command = {
  usage: `report PLAN.json… [--format markdown|json|html] [--fail-on RULES] [--max-length N]
                       [--history FILE]… [--budgets FILE] [--full-report URL]

Tells what plans will do, host by host. PLAN.json is what \`terraform show -json PLAN\` prints; "-" reads it from the standard
input; several plans, one a stack, make one report. NAME=PLAN.json names the stack.

  --format       markdown for a comment (default), html for a browser, json for policies
  --fail-on      ends with code ${EXIT_REFUSED} when a rule finds something: ids of docs/report-rules.md with commas between, or any
  --max-length   most characters of the Markdown (default ${COMMENT_LENGTH}); what does not fit is counted
  --history      an event log or a host's journal of earlier applies: tells the expected time
  --budgets      what \`kubectl get poddisruptionbudgets -A -o json\` prints: tells which budgets hold an upgrade up
  --full-report  address of the whole report, for the note on what was left out

Exit codes: 0 done; 1 a file cannot be read, or is no plan; ${EXIT_REFUSED} refused by --fail-on; 64 wrong arguments.`,

  run(args, { stdout, stderr }) {
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
    const demands = parseFailOn(values["fail-on"] ?? []);
    const write = renderer(values);
    if (positionals.length === 0) throw new UsageError("Name at least one PLAN.json.");
    const report = buildReport(positionals.map(readPlan), {
      history: values.history && readHistory(values.history.map(read)),
      budgets:
        values.budgets === undefined
          ? undefined
          : readBudgets(read(values.budgets), values.budgets),
    });
    stdout.write(write(report));
    const reasons = failures(report, demands);
    for (const reason of reasons) stderr.write(`refused by ${reason}\n`);
    return Promise.resolve(reasons.length === 0 ? 0 : EXIT_REFUSED);
  },
};

const options = {
  format: { type: "string", default: "markdown" },
  "fail-on": { type: "string", multiple: true },
  "max-length": { type: "string", default: String(COMMENT_LENGTH) },
  history: { type: "string", multiple: true },
  budgets: { type: "string" },
  "full-report": { type: "string" },
} as const;

function renderer(values: {
  readonly format: string;
  readonly "max-length": string;
  readonly "full-report"?: string | undefined;
}): (report: Report) => string {
  const maxLength = Number(values["max-length"]);
  if (!Number.isInteger(maxLength) || maxLength < SHORTEST) {
    throw new UsageError(
      `--max-length: "${values["max-length"]}" must be a whole number of at least ${SHORTEST}.`,
    );
  }
  const limits = { maxLength, fullReport: values["full-report"] };
  switch (values.format) {
    case "markdown":
      return (report) => renderMarkdown(report, limits);
    case "json":
      return (report) => `${JSON.stringify(report, null, 2)}\n`;
    case "html":
      return renderHtml;
    default:
      throw new UsageError(`--format: "${values.format}" must be markdown, json or html.`);
  }
}

/** `prod=plan.json` is named; any other is called by its folder or file: `prod/plan.json` and `prod.json` are `prod`. */
function readPlan(argument: string): NamedPlan {
  const named = /^(?<stack>[\w.-]+)=(?<file>.+)$/.exec(argument)?.groups;
  const file = named?.["file"] ?? argument;
  const own = basename(file).replace(/(\.tfplan)?\.json$/, "");
  const folder = basename(dirname(file));
  const isPlain = /^(tf)?plan$/.test(own) && folder !== "." && folder !== "";
  const stack = named?.["stack"] ?? (file === "-" ? "stack" : isPlain ? folder : own);
  return { stack, plan: readTerraformPlan(read(file), file) };
}

const STANDARD_INPUT = 0;

function read(file: string): string {
  try {
    return readFileSync(file === "-" ? STANDARD_INPUT : file, "utf8");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file} cannot be read: ${reason}`, { cause });
  }
}
