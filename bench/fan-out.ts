import { cpus } from "node:os";
import { openLab, type Lab } from "../lab/open-lab";
import { atLeast, atMost, type BenchRow } from "./bench-row";
import { openFanOutBench, type FanOutBench, type Spread } from "./fan-out/open-bench";
import { shapeUplink } from "./fan-out/uplink";
import type { BenchOptions } from "./run";

const UPLINK_MBIT = 100;
const HOST_MBIT = 1_000;
const COUNTS = [1, 2, 4, 8, 16];

/**
 * What a rootfs costs that many hosts of a cluster get at the same time, where this machine has a slow way to them and they have
 * a fast one to each other.
 */
export async function fanOut(options: BenchOptions): Promise<readonly BenchRow[]> {
  const hosts = Math.max(...COUNTS);
  const lab = await openLab({ hosts });
  const bench = await openFanOutBench(lab, options);
  try {
    await shape(lab, hosts);
    const spreads: Spread[] = [];
    for (const count of COUNTS) spreads.push(await spread(bench, count, options));
    return rowsOf(bench, spreads);
  } finally {
    await bench.close();
    await lab.down();
  }
}

async function shape(lab: Lab, hosts: number): Promise<void> {
  for (let host = 1; host <= hosts; host += 1) {
    await lab.run("rate", String(host), String(HOST_MBIT));
  }
  shapeUplink(lab, UPLINK_MBIT);
}

async function spread(bench: FanOutBench, count: number, { log }: BenchOptions): Promise<Spread> {
  const result = await bench.spread(count);
  const { seconds, leftBytes, hostSeconds } = result;
  const [took, left] = [seconds.toFixed(1), (leftBytes / 1e6).toFixed(1)];
  const cores = `${hostSeconds.toFixed(1)} s of ${cpus().length} cores for the hosts`;
  log(`${count} hosts: ${took} s, ${left} MB left this machine, ${cores}`);
  return result;
}

function rowsOf({ treeBytes }: FanOutBench, spreads: readonly Spread[]): readonly BenchRow[] {
  const [one, many] = [spreads[0]!, spreads.at(-1)!];
  const used = `${many.hostSeconds.toFixed(0)} s of processor time`;
  const note = `all hosts share the ${cpus().length} cores of this machine; ${many.hosts} of them used ${used}`;
  const ideal = (treeBytes * 8) / (UPLINK_MBIT * 1e6);
  return [
    ...spreads.map(({ hosts, leftBytes }) =>
      atMost(`bytes that leave for ${hosts} hosts, against one image`, 1.15, {
        ours: leftBytes / 1e6,
        peer: treeBytes / 1e6,
        unit: "MB",
      }),
    ),
    atMost(`time for ${many.hosts} hosts, against the time for one`, 1.5, {
      ours: many.seconds,
      peer: one.seconds,
      unit: "s",
      note,
    }),
    atLeast(`time that one image needs on the uplink, against ${many.hosts} hosts`, 0.5, {
      ours: ideal,
      peer: many.seconds,
      unit: "s",
      note,
    }),
  ];
}
