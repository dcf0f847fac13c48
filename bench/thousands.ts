import { asMeasured, atMost, median, type BenchRow, type Figures } from "./bench-row";
import type { BenchOptions } from "./run";
import { openRivals, type Cost, type Rivals } from "./thousands/rivals";
import { synthTimes } from "./thousands/synth";

const SIZES = [1, 100, 1_000, 5_000];
const MEASURED = 1_000;
const LARGEST = 5_000;
const LINEAR = 1.2;
const MEGABYTES = 300;

const REASON =
  "Terraform's own processor time for these objects is more than the target allows, whatever the provider does: docs/adr/0013-hot-paths.md";

type Command = "plan" | "apply";
type Costs = Readonly<Record<"ours" | "peer", readonly Cost[]>>;

/**
 * Plan and no-op apply of stacks of many hosts that are ready, each a node, too, beside as many resources of Terraform's built-in
 * `terraform_data`; and what their synthesis costs beside the plain engine's.
 */
export async function thousands({ quick, log }: BenchOptions): Promise<readonly BenchRow[]> {
  const sizes = quick ? [1, 100] : SIZES;
  const results = new Map<string, Costs>();
  for (const hosts of sizes) {
    const rivals = await openRivals(hosts);
    try {
      for (const command of ["plan", "apply"] as const) {
        const costs = await inTurns(rivals, command, quick || hosts > MEASURED ? 1 : 3);
        results.set(`${command} ${hosts}`, costs);
        log(`${command} of ${hosts} hosts: ours ${textOf(costs.ours)}; peer ${textOf(costs.peer)}`);
      }
    } finally {
      await rivals.dispose();
    }
  }
  const rows = (["plan", "apply"] as const).flatMap((command) => rowsOf(command, sizes, results));
  const synth = synthTimes(quick ? 100 : MEASURED, quick ? 1 : 3);
  return [
    ...rows,
    atMost(`synth of ${quick ? 100 : MEASURED} hosts, against as many plain resources`, 2, {
      ...synth,
      unit: "s",
    }),
  ];
}

/** Ours and the peer's by turns, so that neither has the quieter half of the run. */
async function inTurns(rivals: Rivals, command: Command, times: number): Promise<Costs> {
  const [ours, peer]: [Cost[], Cost[]] = [[], []];
  for (let round = 0; round < times; round += 1) {
    ours.push(await rivals.ours(command));
    peer.push(await rivals.peer(command));
  }
  return { ours, peer };
}

function rowsOf(
  command: Command,
  sizes: readonly number[],
  results: ReadonlyMap<string, Costs>,
): readonly BenchRow[] {
  const name = command === "plan" ? "plan" : "no-op apply";
  const seconds = (hosts: number, side: "ours" | "peer") =>
    median(results.get(`${command} ${hosts}`)![side].map((cost) => cost.seconds));
  const rows = sizes.map((hosts) => {
    const against = `${name} of ${hosts.toLocaleString("en")} hosts, against terraform_data`;
    const figures: Figures = {
      ours: seconds(hosts, "ours"),
      peer: seconds(hosts, "peer"),
      unit: "s",
      note: processorNote(results.get(`${command} ${hosts}`)!),
    };
    return hosts === MEASURED
      ? atMost(against, 1.5, { ...figures, note: `${figures.note}. ${REASON}` })
      : asMeasured(against, figures);
  });
  if (!sizes.includes(LARGEST)) return rows;
  const largest = results.get(`${command} ${LARGEST}`)!.ours;
  return [
    ...rows,
    atMost(`${name}: ${LARGEST} hosts, against five times ${MEASURED}`, LINEAR, {
      ours: seconds(LARGEST, "ours"),
      peer: (seconds(MEASURED, "ours") * LARGEST) / MEASURED,
      unit: "s",
      note: growthNote(
        results.get(`${command} ${MEASURED}`)!,
        results.get(`${command} ${LARGEST}`)!,
      ),
    }),
    atMost(`${name} of ${LARGEST} hosts: memory of the provider, against its limit`, 1, {
      ours: Math.max(...largest.map(({ megabytes }) => megabytes)),
      peer: MEGABYTES,
      unit: "MB",
    }),
  ];
}

function processorNote({ ours, peer }: Costs): string {
  const [core, provider, other] = [
    processor(ours, "core"),
    processor(ours, "provider"),
    processor(peer, "core"),
  ].map((seconds) => seconds.toFixed(1));
  return `processor time: Terraform itself ${core} s (peer ${other} s), provider ${provider} s`;
}

function growthNote(before: Costs, after: Costs): string {
  const growth = (side: "ours" | "peer", part: "core" | "provider") =>
    (processor(after[side], part) / processor(before[side], part)).toFixed(1);
  return `processor time grew ${growth("ours", "core")} times in Terraform itself (peer ${growth("peer", "core")}), ${growth("ours", "provider")} times in the provider`;
}

function processor(costs: readonly Cost[], part: "core" | "provider"): number {
  return median(costs.map((cost) => cost[part]));
}

function textOf(costs: readonly Cost[]): string {
  return costs
    .map(
      ({ seconds, core, provider, megabytes }) =>
        `${seconds.toFixed(1)} s (core ${core.toFixed(1)}, provider ${provider.toFixed(1)} s, ${megabytes.toFixed(0)} MB)`,
    )
    .join(", ");
}
