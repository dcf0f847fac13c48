import { atLeast, atMost, median, type BenchRow } from "./bench-row";
import { compareApplies, type TimedApply } from "./applies/compare-applies";
import { providerStart } from "./overhead/provider-start";
import type { BenchOptions } from "./run";

/**
 * What this project costs beside what it does: an apply against a hand-written script that does the same kubeadm work
 * over OpenSSH on the same hosts, and the start of the provider against the start of Node.
 */
export async function overhead(options: BenchOptions): Promise<readonly BenchRow[]> {
  const start = await providerStart(options.quick ? 5 : 21);
  const { applies, byHand } = await compareApplies({ controlPlanes: 1, workers: 2 }, options);
  const typical = closestToMedian(applies);
  return [
    atMost("apply of one control plane, two workers and an application, against a script", 1.1, {
      ours: median(applies.map(({ seconds }) => seconds)),
      peer: median(byHand),
      unit: "s",
    }),
    atLeast("time of that apply that its steps explain", 0.95, {
      ours: typical.explained,
      peer: typical.seconds,
      unit: "s",
    }),
    atMost("start of the provider until the handshake, against node -e 0", 2, {
      ours: start.provider,
      peer: start.node,
      unit: "ms",
    }),
  ];
}

function closestToMedian(applies: readonly TimedApply[]): TimedApply {
  const middle = median(applies.map(({ seconds }) => seconds));
  const distance = ({ seconds }: TimedApply): number => Math.abs(seconds - middle);
  return applies.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}
