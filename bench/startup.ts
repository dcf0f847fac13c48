import { atMost, median, type BenchRow } from "./bench-row";
import { providerStart } from "./overhead/provider-start";
import type { BenchOptions } from "./run";
import { startsOfApply } from "./startup/starts-of-apply";

/**
 * What a start of the provider costs beside the start of Node, alone and in one apply: Terraform starts a provider anew for the
 * schema, for the validation, for the plan and for the apply.
 */
export async function startup({ quick, log }: BenchOptions): Promise<readonly BenchRow[]> {
  const { provider, node } = await providerStart(quick ? 5 : 31);
  const applies: (readonly number[])[] = [];
  for (let round = 0; round < (quick ? 1 : 5); round += 1) applies.push(await startsOfApply());
  log(
    applies
      .map((starts) => `starts of an apply: ${starts.map(Math.round).join(", ")} ms`)
      .join("\n"),
  );
  const starts = Math.max(...applies.map(({ length }) => length));
  return [
    atMost("start until the handshake, against node -e 0", 2, {
      ours: provider,
      peer: node,
      unit: "ms",
    }),
    ...Array.from({ length: starts }, (_, index) =>
      atMost(`start ${index + 1} of ${starts} in one apply, against node -e 0`, 2, {
        ours: median(applies.flatMap((each) => each[index] ?? [])),
        peer: node,
        unit: "ms",
      }),
    ),
  ];
}
