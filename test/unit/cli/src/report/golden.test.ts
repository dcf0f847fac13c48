import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildReport } from "../../../../../cli/src/report/build-report";
import { readHistory } from "../../../../../cli/src/report/history";
import { renderMarkdown } from "../../../../../cli/src/report/markdown/render-markdown";
import { reportSchema } from "../../../../../cli/src/report/report-schema";
import { readTerraformPlan } from "../../../../../cli/src/report/terraform-plan";

const ROOT = join(__dirname, "../../../../..");
const PLANS = join(ROOT, "test/plans");
const GOLDEN = join(ROOT, "test/golden/report");
const LIMITS = { maxLength: 60_000, fullReport: undefined };

const history = readHistory([readFileSync(join(PLANS, "history.jsonl"), "utf8")]);
const edits = readdirSync(PLANS)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(".json", ""));

const reports = new Map(
  edits.map((edit) => {
    const text = readFileSync(join(PLANS, `${edit}.json`), "utf8");
    const plan = readTerraformPlan(text, edit);
    return [edit, buildReport([{ stack: "prod", plan }], { history })];
  }),
);
const reportOf = (edit: string) => reports.get(edit)!;

// UPDATE_GOLDEN=1 writes what is there now: read the difference before it is committed.
describe("the report of an edit, as recorded from Terraform and the provider", () => {
  it("covers ten edits of one cluster", () => expect(edits).toHaveLength(10));

  it.each(edits)("reads for %s as it was reviewed", (edit) => {
    const markdown = renderMarkdown(reportOf(edit), LIMITS);
    const file = join(GOLDEN, `${edit}.md`);
    if (process.env["UPDATE_GOLDEN"] !== undefined) {
      mkdirSync(GOLDEN, { recursive: true });
      writeFileSync(file, markdown);
    }
    expect(markdown).toBe(readFileSync(file, "utf8"));
  });

  it.each(edits)("follows its own schema for %s", (edit) => {
    expect(reportSchema.safeParse(reportOf(edit)).error).toBeUndefined();
  });

  // People read about 240 words a minute. What decides comes first; the rest is looked up.
  it.each(edits)("says what decides in less than a minute of reading for %s", (edit) => {
    const [decisive = ""] = renderMarkdown(reportOf(edit), LIMITS)
      .replace(/### Topology.*?```mermaid.*?```/s, "")
      .split("### Host by host");
    expect(decisive.match(/[\p{L}\p{N}]\S*/gu)!.length).toBeLessThan(240);
  });

  it.each(edits)("recognises every planned line of %s", (edit) => {
    const { hosts, apps, clusters } = reportOf(edit).stacks[0]!;
    const steps = [...hosts, ...apps, ...clusters].flatMap((one) => one.steps);
    const strange = steps.filter(
      ({ step, derived, text }) => step === null && !derived && text !== null,
    );
    expect(strange.map(({ text }) => text)).toEqual([]);
  });

  it.each(edits)("keeps no path of the machine that recorded %s", (edit) => {
    const text = readFileSync(join(PLANS, `${edit}.json`), "utf8");
    expect(text.match(/"(\/(?:work|tmp|root|var\/tmp)\/[^"]*)"|oci:\//g)).toBeNull();
  });
});

describe("a setting that one control plane hands on", () => {
  const PLAN = readFileSync(join(PLANS, "new-config.json"), "utf8");

  /** What the new configuration disturbs, if this line were all that it does. */
  function disturbedBy(line: string) {
    const plan = readTerraformPlan(PLAN, "new-config");
    const resource_changes = plan.resource_changes!.map((one) => {
      const steps = one.type === "sealos_cluster" ? [`cp-1: ${line}`] : [];
      const after = { ...(one.change.after as object), steps };
      return { ...one, change: { ...one.change, after } };
    });
    const report = buildReport([{ stack: "prod", plan: { ...plan, resource_changes } }]);
    return report.stacks[0]!.clusters[0]!.disturbed;
  }

  it("disturbs all control planes, one at a time", () => {
    const line = "give kube-apiserver its new settings on every control plane, one at a time";
    expect(disturbedBy(line)).toEqual({
      hosts: ["cp-1", "cp-2", "cp-3"],
      at_once: 1,
      why: "settings reach one node after the other",
    });
  });

  it("disturbs every node where it is for the pods of all", () => {
    const line = "give kube-proxy its new configuration and restart its pods";
    expect(disturbedBy(line)).toMatchObject({
      hosts: ["cp-1", "cp-2", "cp-3", "worker-1", "worker-2"],
      at_once: 1,
    });
  });

  it("disturbs nobody where nothing restarts", () => {
    const line = "store the new kubelet configuration in the cluster";
    expect(disturbedBy(line)).toMatchObject({ hosts: [], at_once: 0 });
  });
});
