import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLab, type Lab } from "../../lab/open-lab";
import { errorsOf, openWorkspace, type TerraformWorkspace } from "../support/terraform-workspace";
import { openBuilder, type BuilderSwitch } from "./builder-switch";
import { openCommandGate, type CommandGate } from "./command-gate";
import { useSmallDisks, type SmallDisks } from "./small-disks";
import { configurationOf, stackBetween, type StackName, type Tier } from "./stacks";

/** Three hosts, a builder and a workspace, on which cell after cell runs. */
export interface Lane {
  readonly lab: Lab;
  readonly workspace: TerraformWorkspace;
  readonly builder: BuilderSwitch;
  readonly gate: CommandGate;
  /** Real Kubernetes needs real disks, so there they cannot be filled. */
  readonly disks: SmallDisks | undefined;
  readonly tier: Tier;
  /** The stack that is there; only {@link bring} and the cells change it. */
  stack: StackName;
  /** Declares a stack: the arguments of Terraform that make it true. */
  declare(stack: StackName): readonly string[];
  close(): Promise<void>;
}

/** Opens a lane of fresh hosts; lanes of one process have different indices. */
export async function openLane(
  index: number,
  images: Readonly<Record<string, string>>,
  tier: Tier,
): Promise<Lane> {
  const lab = await openLab({ hosts: 3, index });
  const disks = tier === "standin" ? await useSmallDisks(lab) : undefined;
  const gate = await openCommandGate(lab);
  const folder = mkdtempSync(join(tmpdir(), "builder-"));
  const builder = openBuilder(folder);
  const workspace = openWorkspace({ PATH: `${builder.directory}:${process.env["PATH"]}` });
  const place = { workspace, lab, images, storage: builder.storage, tier };
  writeFileSync(workspace.eventLog, "", { mode: 0o600 }); // so that it can be followed from the first line on
  workspace.write(configurationOf("cluster", place)!);
  const initialised = await workspace.run("init", "-input=false", "-no-color");
  if (initialised.code !== 0) throw new Error(`terraform init failed: ${initialised.output}`);
  return {
    lab,
    workspace,
    builder,
    gate,
    disks,
    tier,
    stack: "nothing",
    declare(stack) {
      const configuration = configurationOf(stack, place);
      if (configuration !== undefined) workspace.write(configuration);
      const verb = configuration === undefined ? "destroy" : "apply";
      return [verb, "-auto-approve", "-input=false", "-no-color"];
    },
    async close() {
      gate.close();
      await lab.down();
      disks?.remove();
      builder.remove();
      workspace.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Brings a lane to a stack, without any disturbance. @throws when that fails */
export async function bring(lane: Lane, stack: StackName): Promise<void> {
  if (lane.stack === stack) return;
  const between = stackBetween(lane.stack, stack);
  if (between !== undefined) await bring(lane, between);
  const run = await lane.workspace.run(...lane.declare(stack));
  const failure = errorsOf(run);
  if (failure !== "") throw new Error(`${lane.stack} → ${stack}, undisturbed: ${failure}`);
  lane.stack = stack;
}
