import { cellName, type Cell, type CellResult } from "./cell";
import { openLane, type Lane } from "./lane";
import { createReferences, type References } from "./references";
import { runCell } from "./run-cell";
import type { Queue } from "./matrix";
import type { Tier } from "./stacks";

/** What a lane works off. */
export interface LaneWork {
  /** Number of the lane, from 0. */
  readonly lane: number;
  readonly images: Readonly<Record<string, string>>;
  readonly tier: Tier;
  readonly queue: Queue;
  readonly report: (result: CellResult) => void;
}

/** Runs cell after cell; a lane where one did not converge is replaced by a new one. */
export async function runLane({
  lane: index,
  images,
  tier,
  queue,
  report,
}: LaneWork): Promise<void> {
  let lane: Lane | undefined;
  let references: References | undefined;
  try {
    for (;;) {
      const cell = queue.next(lane?.stack ?? "nothing");
      if (cell === undefined) return;
      lane ??= await openLane(index, images, tier);
      references ??= createReferences(lane);
      const result = await runCell(lane, references, cell).catch((error: unknown) =>
        brokenCell(cell, error),
      );
      report(result);
      console.log(lineOf(cell, result));
      if (result.converged) continue;
      await lane.close();
      lane = references = undefined;
    }
  } finally {
    await lane?.close();
  }
}

function brokenCell(cell: Cell, error: unknown): CellResult {
  return {
    operation: cell.operation,
    ...cell.at,
    fault: cell.fault,
    converged: false,
    repeated: [],
    seconds: 0,
    applies: 0,
    problems: [(error as Error).message],
  };
}

function lineOf(
  cell: Cell,
  { converged, seconds, applies, repeated, problems }: CellResult,
): string {
  const again = repeated.length === 0 ? "" : `, repeated ${repeated.join(", ")}`;
  const facts = `${seconds} s, ${applies} more ${applies === 1 ? "apply" : "applies"}${again}`;
  return `${converged ? "ok  " : "FAIL"} ${cellName(cell)}: ${facts}${problems.map((one) => `\n     ${one}`).join("")}`;
}
