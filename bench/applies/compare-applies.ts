import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { labImages, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, type StackHost } from "../../test/support/cluster-stack";
import { imageStorage } from "../../test/support/image-storage";
import { openWorkspace, type TerraformWorkspace } from "../../test/support/terraform-workspace";
import type { BenchOptions } from "../run";
import { explainedSeconds, stepSeconds } from "./explained-time";

const run = promisify(execFile);
const ROUNDS = 2;

/** One apply, and how much of its time its own steps account for. */
export interface TimedApply {
  readonly seconds: number;
  readonly explained: number;
}

/** How many hosts of each role a cluster has. */
export interface Shape {
  readonly controlPlanes: number;
  readonly workers: number;
}

/**
 * Installs the same cluster with the same application on the same hosts by Terraform and by `lab/by-hand.sh`, in turns, hosts new
 * every time and images in both stores beforehand.
 */
export async function compareApplies(
  shape: Shape,
  { quick, log }: BenchOptions,
): Promise<{
  readonly applies: readonly TimedApply[];
  readonly byHand: readonly number[];
}> {
  const kubernetes = quick ? "standin-v1.20.2" : "kubernetes-v1.20.2";
  const images = await labImages(kubernetes, "app-1.0");
  const lab = await openLab({ hosts: shape.controlPlanes + shape.workers });
  const setting: Setting = { shape, lab, rootfs: images[kubernetes]!, app: images["app-1.0"]! };
  const [applies, byHand]: [TimedApply[], number[]] = [[], []];
  const ours = async () => applies.push(await applyOnce(setting, log));
  const theirs = async () => byHand.push(await scriptOnce(setting, log));
  try {
    await warmStores(setting);
    // A B B A: neither has the quieter half of the run.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const turn of round % 2 === 0 ? [ours, theirs] : [theirs, ours]) {
        await resetHosts(lab);
        await turn();
      }
    }
  } finally {
    await lab.down();
  }
  return { applies, byHand };
}

interface Setting {
  readonly shape: Shape;
  readonly lab: Lab;
  readonly rootfs: string;
  readonly app: string;
}

async function applyOnce(setting: Setting, log: BenchOptions["log"]): Promise<TimedApply> {
  const workspace = openWorkspace();
  try {
    await workspace.plan(configurationOf(workspace, setting)); // terraform init is not part of an apply
    const { code, seconds, output } = await workspace.apply();
    if (code !== 0) throw new Error(`the apply failed: ${output}`);
    const events = workspace.events();
    const explained = explainedSeconds(events);
    log(`apply: ${seconds.toFixed(1)} s, of which steps ${explained.toFixed(1)} s`);
    for (const [step, spent] of stepSeconds(events))
      log(`  ${spent.toFixed(2).padStart(7)} s  ${step}`);
    await forgetMounts(workspace);
    return { seconds, explained };
  } finally {
    workspace.remove();
  }
}

function configurationOf(workspace: TerraformWorkspace, { shape, lab, rootfs, app }: Setting) {
  return clusterConfiguration({
    workspace,
    lab,
    rootfs,
    hosts: hostsOf(shape),
    apps: { hello: { mount: { image: app } } },
  });
}

/** Hosts of a lab for a shape: control planes first. */
export function hostsOf({ controlPlanes, workers }: Shape): Readonly<Record<string, StackHost>> {
  const members = (role: StackHost["role"], prefix: string, count: number, after: number) =>
    Array.from({ length: count }, (_, at): [string, StackHost] => [
      `${prefix}-${at + 1}`,
      { lab: after + at + 1, role },
    ]);
  return Object.fromEntries([
    ...members("control-plane", "cp", controlPlanes, 0),
    ...members("worker", "worker", workers, controlPlanes),
  ]);
}

/** The hosts are reset anyway; what is left here are the mounts. */
async function forgetMounts(workspace: TerraformWorkspace): Promise<void> {
  await workspace.destroy(
    "-target=sealos_image_mount.kubernetes",
    "-target=sealos_image_mount.hello",
  );
}

async function scriptOnce(setting: Setting, log: BenchOptions["log"]): Promise<number> {
  const { lab, shape } = setting;
  const report = join(lab.inventory.knownHosts, "..", "by-hand.json");
  const addresses = lab.inventory.hosts.map(({ address }) => address);
  const { stdout } = await run(
    "bash",
    [
      join(__dirname, "../../lab/by-hand.sh"),
      ...["--json", report, "--control-planes", String(shape.controlPlanes), ...addresses],
    ],
    { env: scriptEnvironment(setting), maxBuffer: 64 << 20 },
  );
  log(`by hand:\n${stdout.trimEnd()}`);
  return (JSON.parse(readFileSync(report, "utf8")) as { seconds: number }).seconds;
}

function scriptEnvironment({ lab, rootfs, app }: Setting): NodeJS.ProcessEnv {
  return { ...lab.environment, BY_HAND_IMAGE: rootfs, BY_HAND_APP: app };
}

async function resetHosts(lab: Lab): Promise<void> {
  for (const at of lab.inventory.hosts.keys()) {
    const { code, stderr } = await lab.run("reset", String(at + 1));
    if (code !== 0) throw new Error(`host ${at + 1} could not be reset: ${stderr}`);
  }
}

async function warmStores({ rootfs, app }: Setting): Promise<void> {
  const tests = imageStorage();
  for (const root of [tests, join(tests, "..", "storage-by-hand")]) {
    for (const image of [rootfs, app]) {
      const container = await buildah(root, "from", "--quiet", image);
      await buildah(root, "rm", container);
    }
  }
}

async function buildah(root: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run("buildah", ["--root", root, "--runroot", `${root}-run`, ...args]);
  return stdout.trim();
}
