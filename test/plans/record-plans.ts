// Records the plans that the report's tests read: npx tsx test/plans/record-plans.ts [EDIT…]
// Makes a cluster of stand-ins on lab hosts, then plans each edit of it and keeps what `terraform show -json` says, with names
// of documentation in place of this machine's. Takes about three minutes.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { labImages, openLab } from "../../lab/open-lab";
import { clusterConfiguration, type ClusterStack } from "../support/cluster-stack";
import { errorsOf, openWorkspace } from "../support/terraform-workspace";
import { edits, type EditImages } from "./edits";
import { sanitiser } from "./sanitise";

async function main(wanted: readonly string[]): Promise<void> {
  const paths = await labImages("standin");
  const images: EditImages = {
    old: paths["standin-v1.20.2"]!,
    new: paths["standin-v1.20.15"]!,
    app: paths["app-1.0"]!,
  };
  const lab = await openLab({ hosts: 6 });
  const workspace = openWorkspace();
  const sanitise = sanitiser(images, lab, workspace.folder);
  try {
    const base: ClusterStack = { workspace, lab, ...edits.base(images) };
    const failure = errorsOf(await workspace.apply(clusterConfiguration(base)));
    if (failure !== "") throw new Error(failure);
    keep("history.jsonl", timings(readFileSync(workspace.eventLog, "utf8")));
    for (const [name, edit] of Object.entries(edits.changes)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const changed = clusterConfiguration({ ...base, ...edit.change(base, images) });
      const plan = await workspace.plan(edit.finish?.(changed) ?? changed);
      if (plan.code !== 0) console.error(`${name}: ${errorsOf(plan)}`);
      else keep(`${name}.json`, sanitise(plan.json));
    }
  } finally {
    workspace.remove();
    await lab.down();
  }
}

function keep(file: string, text: string): void {
  mkdirSync(__dirname, { recursive: true });
  writeFileSync(join(__dirname, file), text);
  console.error(`${file}: ${text.length} characters`);
}

/** How long each step took, without what it said. */
function timings(log: string): string {
  return log
    .split("\n")
    .filter((line) => line.includes('"step-finished"'))
    .map((line) => {
      const { v, type, resource, step, seconds } = JSON.parse(line) as Record<string, unknown>;
      return `${JSON.stringify({ v, type, resource, step, seconds })}\n`;
    })
    .join("");
}

void main(process.argv.slice(2));
