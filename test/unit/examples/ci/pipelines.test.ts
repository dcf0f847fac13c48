import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { commands } from "../../../../cli/src/commands";
import { STICKY_MARK } from "../../../../cli/src/report/markdown/render-markdown";
import { run } from "../../../../cli/src/run";

const ROOT = join(__dirname, "../../../..");
const PLAN = join(ROOT, "test/plans/add-worker.json");

/** Where each platform keeps the commands of a job. */
const PIPELINES = {
  "github-actions.yml": (document: GitHub, job: "plan" | "apply") =>
    document.jobs[job].steps.map((step) => step.run ?? ""),
  "gitlab-ci.yml": (document: GitLab, job: "plan" | "apply") => document[job].script,
};

interface GitHub {
  readonly jobs: Readonly<
    Record<"plan" | "apply", { readonly steps: { readonly run?: string }[] }>
  >;
}

type GitLab = Readonly<Record<"plan" | "apply", { readonly script: readonly string[] }>>;

/** The shell commands of a job, one a line. */
function linesOf(file: keyof typeof PIPELINES, job: "plan" | "apply"): readonly string[] {
  const document = parse(readFileSync(join(ROOT, "examples/ci", file), "utf8")) as GitHub & GitLab;
  return PIPELINES[file](document, job)
    .join("\n")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.trim());
}

/** The arguments of a `cdktf-sealos` command line, for a plan that is at hand. */
function argumentsOf(line: string): readonly string[] {
  const [, command = ""] = /npx cdktf-sealos ([^>]*)/.exec(line) ?? [];
  return command
    .trim()
    .split(/\s+/)
    .map((word) => word.replace("plan.json", PLAN).replace(/^"\$\w+"$/, "https://ci.example/1"));
}

async function exitCodeOf(args: readonly string[]): Promise<number> {
  const silent = { write: () => undefined };
  const signal = new AbortController().signal;
  return run(commands, args, { stdout: silent, stderr: silent, env: {}, signal });
}

describe.each(["github-actions.yml", "gitlab-ci.yml"] as const)("the pipeline %s", (file) => {
  it("calls the report as it wants to be called, and judges a harmless plan harmless", async () => {
    const calls = linesOf(file, "plan").filter((line) => line.includes("cdktf-sealos report "));
    expect(calls.some((line) => line.includes("--fail-on"))).toBe(true);
    for (const call of calls.filter((line) => line.startsWith("npx"))) {
      expect(`${call}: ${await exitCodeOf(argumentsOf(call))}`).toBe(`${call}: 0`);
    }
  });

  it("finds its own comment by the first line of a report", () => {
    expect(linesOf(file, "plan").join("\n")).toContain(`startswith("${STICKY_MARK}")`);
  });

  it("applies the plan that was reviewed, and plans nothing itself", () => {
    expect(linesOf(file, "plan")).toEqual(
      expect.arrayContaining([
        "terraform plan -input=false -out=plan",
        "terraform show -json plan > plan.json",
        "sha256sum plan > plan.sha256",
      ]),
    );
    const apply = linesOf(file, "apply").filter((line) => /^(terraform|sha256sum)/.test(line));
    expect(apply).toEqual([
      "sha256sum --check plan.sha256",
      "terraform init -input=false",
      "terraform apply -input=false plan",
    ]);
  });
});
