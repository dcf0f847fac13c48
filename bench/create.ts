import { asMeasured, atMost, median, type BenchRow } from "./bench-row";
import { compareApplies, type Shape } from "./applies/compare-applies";
import { growCluster } from "./create/grow-cluster";
import type { BenchOptions } from "./run";

const SHAPES: readonly Shape[] = [
  { controlPlanes: 1, workers: 2 },
  { controlPlanes: 3, workers: 2 },
];
/** Hosts that a cluster has before it gets one more. */
const SIZES = [2, 5, 10, 20];

/**
 * What a new cluster costs beside a hand-written script on the same hosts, and what one more node costs beside the size of the
 * cluster that gets it.
 */
export async function create(options: BenchOptions): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const shape of SHAPES) rows.push(await againstScript(shape, options));
  return [...rows, ...(await oneMoreNode(options))];
}

async function againstScript(shape: Shape, options: BenchOptions): Promise<BenchRow> {
  const { applies, byHand } = await compareApplies(shape, options);
  const name = `apply of ${shape.controlPlanes}+${shape.workers} hosts and an application, against a script`;
  return atMost(name, 1.1, {
    ours: median(applies.map(({ seconds }) => seconds)),
    peer: median(byHand),
    unit: "s",
  });
}

async function oneMoreNode(options: BenchOptions): Promise<readonly BenchRow[]> {
  const grown = await growCluster(SIZES, options);
  const few = median(grown[0]!.seconds);
  return grown.map(({ size, seconds, onHosts }, at) => {
    const figures = { ours: median(seconds), peer: few, unit: "s" };
    const note = `steps on hosts took ${median(onHosts).toFixed(2)} s of it`;
    return at === 0
      ? asMeasured(`one more node beside ${size}`, { ...figures, note })
      : atMost(`one more node beside ${size}, against beside ${SIZES[0]}`, 1.1, {
          ...figures,
          note,
        });
  });
}
