import { labImages, openLab } from "../../lab/open-lab";
import { clusterConfiguration } from "../../test/support/cluster-stack";
import { errorsOf, openWorkspace } from "../../test/support/terraform-workspace";
import { hostsOf } from "../applies/compare-applies";
import { explainedSeconds } from "../applies/explained-time";
import type { BenchOptions } from "../run";

const ROUNDS = 3;

/** What it took to give clusters of one size one more node, by apply. */
export interface Growth {
  /** Hosts before. */
  readonly size: number;
  /** Seconds of each apply. */
  readonly seconds: readonly number[];
  /** Seconds of each apply during which a step was under way. */
  readonly onHosts: readonly number[];
}

/** Lets one stand-in cluster grow from size to size, and gives it one more worker on a fresh host at each, several times. */
export async function growCluster(
  sizes: readonly number[],
  { quick, log }: BenchOptions,
): Promise<readonly Growth[]> {
  const images = await labImages("standin-v1.20.2");
  const lab = await openLab({ hosts: Math.max(...sizes) + 1 });
  const workspace = openWorkspace();
  const spare = lab.inventory.hosts.length;
  const withHosts = (size: number, another: boolean) => {
    const hosts = hostsOf({ controlPlanes: 1, workers: size - 1 });
    const rootfs = images["standin-v1.20.2"]!;
    const further = { another: { lab: spare, role: "worker" as const } };
    return clusterConfiguration({
      workspace,
      lab,
      rootfs,
      hosts: { ...hosts, ...(another ? further : {}) },
    });
  };
  const apply = async (size: number, another: boolean) => {
    const run = await workspace.apply(withHosts(size, another));
    if (run.code !== 0) throw new Error(`${size} hosts: ${errorsOf(run)}`);
    return run.seconds;
  };
  const addOne = async (size: number) => {
    const before = workspace.events().length;
    const seconds = await apply(size, true);
    const onHosts = explainedSeconds(workspace.events().slice(before));
    log(`one more beside ${size}: ${seconds.toFixed(1)} s, steps ${onHosts.toFixed(1)} s`);
    await apply(size, false);
    await lab.run("reset", String(spare));
    return { seconds, onHosts };
  };

  try {
    const grown: Growth[] = [];
    for (const size of sizes) {
      await apply(size, false);
      const turns = [];
      for (let round = 0; round < (quick ? 1 : ROUNDS); round += 1) turns.push(await addOne(size));
      grown.push({
        size,
        seconds: turns.map(({ seconds }) => seconds),
        onHosts: turns.map(({ onHosts }) => onHosts),
      });
    }
    return grown;
  } finally {
    await lab.down();
    workspace.remove();
  }
}
