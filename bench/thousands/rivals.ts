import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startAnsweringCluster } from "../../test/support/answering-cluster";
import {
  machineId,
  nodeName,
  STANDING_VERSION,
  standingStack,
} from "../../test/support/standing-stack";
import { openWorkspace, type TerraformWorkspace } from "../../test/support/terraform-workspace";
import { plainStack } from "./plain-stack";
import { watchProcesses } from "./watch-processes";

/** What one run of Terraform cost. */
export interface Cost {
  readonly seconds: number;
  /** Seconds of processor time of Terraform itself, and of all processes that it started. */
  readonly core: number;
  readonly provider: number;
  /** The most memory that a provider process held. */
  readonly megabytes: number;
}

/** Two stacks with as many resources and as many references, one of them ours. */
export interface Rivals {
  ours(command: "plan" | "apply"): Promise<Cost>;
  peer(command: "plan" | "apply"): Promise<Cost>;
  dispose(): Promise<void>;
}

/**
 * Lays both stacks out, with states that need no change. Behind ours there is no machine but a stand-in that answers for the
 * cluster's API.
 */
export async function openRivals(hosts: number): Promise<Rivals> {
  const cluster = await startAnsweringCluster();
  cluster.setNodes(
    Array.from({ length: hosts }, (_, index) => ({
      name: nodeName(index),
      machineId: machineId(index),
      version: STANDING_VERSION,
    })),
  );
  const [own, other] = [openWorkspace(), openWorkspace()];
  await layOut(own, standingStack({ hosts, cluster }));
  await layOut(other, plainStack(hosts));
  return {
    ours: (command) => measure(own, command),
    peer: (command) => measure(other, command),
    async dispose() {
      [own, other].forEach((workspace) => workspace.remove());
      await cluster.dispose();
    },
  };
}

async function layOut(
  workspace: TerraformWorkspace,
  { configuration, state }: ReturnType<typeof standingStack>,
): Promise<void> {
  workspace.write(configuration);
  writeFileSync(join(workspace.folder, "terraform.tfstate"), state);
  const { code, output } = await workspace.run("init", "-input=false", "-no-color");
  if (code !== 0) throw new Error(`terraform init failed: ${output}`);
}

async function measure(workspace: TerraformWorkspace, command: "plan" | "apply"): Promise<Cost> {
  const approval = command === "apply" ? ["-auto-approve"] : [];
  const running = workspace.start(command, "-input=false", "-no-color", ...approval);
  const watch = watchProcesses(running.process.pid!);
  const { code, output, seconds } = await running.ended;
  const { own, children, peakBytes } = watch.stop();
  if (code !== 0 || !output.includes("No changes")) {
    throw new Error(`the ${command} did not find everything in place: ${output.slice(-2_000)}`);
  }
  return { seconds, core: own, provider: children, megabytes: peakBytes / 1e6 };
}
