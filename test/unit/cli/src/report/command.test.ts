import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commands } from "../../../../../cli/src/commands";
import { limits } from "../../../../../cli/src/report/fail-on";
import { rules } from "../../../../../cli/src/report/findings";
import { reportJsonSchema, reportSchema } from "../../../../../cli/src/report/report-schema";
import { run } from "../../../../../cli/src/run";
import { largePlan } from "../../../../../bench/report/large-plan";

const PLANS = join(__dirname, "../../../../plans");
const plan = (edit: string) => join(PLANS, `${edit}.json`);

async function report(...args: readonly string[]) {
  const written = { out: "", err: "" };
  const code = await run(commands, ["report", ...args], {
    stdout: { write: (text: string) => (written.out += text) },
    stderr: { write: (text: string) => (written.err += text) },
    env: {},
    signal: new AbortController().signal,
  });
  return { code, ...written };
}

describe("cdktf-sealos report", () => {
  it("makes one report of several stacks, called as they are named", async () => {
    const { code, out } = await report(`north=${plan("add-worker")}`, `south=${plan("upgrade")}`);
    expect(code).toBe(0);
    expect(out).toContain("## Plan of north, south: add worker-3, upgrade prod v1.20.2 → v1.20.15");
  });

  it("writes JSON that follows the schema", async () => {
    const { out } = await report(plan("upgrade"), "--format", "json");
    const told = reportSchema.parse(JSON.parse(out));
    expect(told.stacks[0]!.clusters[0]!.upgrade).toMatchObject({
      hops: ["v1.20.15"],
      step: "patch",
      control_planes: ["cp-1", "cp-2", "cp-3"],
      workers_at_once: 2,
    });
  });

  it.each([
    ["add-worker", "any", 0, ""],
    ["replace-cluster", "replaces-cluster", 2, "service_subnet"],
    ["remove-first-control-plane", "quorum,removes-control-plane", 2, "cp-1 leaves"],
    ["remove-first-control-plane", "quorum", 0, ""],
    ["upgrade", "disrupts-more-than=1", 2, "2 hosts of prod"],
    ["upgrade", "disrupts-more-than=2", 0, ""],
    ["upgrade", "sends-more-than=100", 2, "MB travel"],
    ["upgrade", "touches-more-than=4", 2, "5 hosts are touched"],
    ["upgrade", "risk=high", 0, ""],
    ["upgrade", "risk=medium", 2, "the risk is medium"],
  ])("judges %s by %s: exit code %i", async (edit, rule, expected, reason) => {
    const { code, out, err } = await report(plan(edit), "--fail-on", rule);
    expect(code).toBe(expected);
    expect(err).toContain(reason);
    expect(out).toContain("## Plan of");
  });

  it.each([
    [["--fail-on", "replaces-clutser", plan("upgrade")], 'there is no rule "replaces-clutser"'],
    [["--fail-on", "risk=bad", plan("upgrade")], "LEVEL being low, medium, high, critical"],
    [["--format", "pdf", plan("upgrade")], "must be markdown, json or html"],
    [["--max-length", "10", plan("upgrade")], "at least 2000"],
    [[], "Name at least one PLAN.json"],
  ])("calls %j wrong arguments", async (args, message) => {
    const { code, err } = await report(...args);
    expect(code).toBe(64);
    expect(err).toContain(message);
  });

  it.each([
    [join(PLANS, "edits.ts"), "not JSON"],
    [join(PLANS, "nothing.json"), "cannot be read"],
    [join(__dirname, "../../../../../package.json"), "no JSON plan of Terraform"],
  ])("says what is wrong with %s", async (file, message) => {
    const { code, err } = await report(file);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });
});

describe("a plan for very many hosts", () => {
  it("fits a comment: hosts that are alike share a row, the picture stays small", async () => {
    const folder = mkdtempSync(join(tmpdir(), "report-"));
    const file = join(folder, "large.json");
    writeFileSync(file, largePlan(200));
    try {
      const { out } = await report(file);
      expect(out.length).toBeLessThan(60_000);
      expect(out).toContain("and 194 more (200 hosts)");
      expect(out.match(/^ {4}c0_\d+_\d+\[/gm)!.length).toBeLessThan(50);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("counts what it leaves out when the limit is small, and says where it is", async () => {
    const { out } = await report(
      plan("replace-cluster"),
      "--max-length",
      "3000",
      "--full-report",
      "https://ci.example/run/7",
    );
    expect(out.length).toBeLessThanOrEqual(3_000);
    expect(out).toMatch(
      /… and \d+ more rows?: see the \[full report\]\(https:\/\/ci\.example\/run\/7\)\./,
    );
    expect(out).toContain("**critical** `replaces-cluster`");
  });
});

describe("the documentation of the report", () => {
  const docs = join(__dirname, "../../../../../docs");

  it("has the JSON schema that the code has", () => {
    expect(JSON.parse(readFileSync(join(docs, "report-schema.json"), "utf8"))).toEqual(
      reportJsonSchema(),
    );
  });

  it("explains every rule and limit, with its level", () => {
    const text = readFileSync(join(docs, "report-rules.md"), "utf8");
    for (const { id, level, summary } of rules) {
      expect(text).toContain(`| \`${id}\` | ${level} | ${summary} |`);
    }
    for (const { id } of limits) expect(text).toContain(`\`${id}=`);
  });
});
