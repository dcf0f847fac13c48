import { cellName, type Cell, type CellResult } from "./cell";
import { openLane, type Lane } from "./lane";
import { createReferences, type References } from "./references";
import { NOT_STRUCK } from "./fault";
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

/**
 * Runs cell after cell; a lane where one did not converge is replaced by a new one. A cell whose fault did not strike shows nothing of
 * that fault, so it has a second try; what went wrong is printed both times.
 */
export async function runLane({
  lane: index,
  images,
  tier,
  queue,
  report,
}: LaneWork): Promise<void> {
  let lane: Lane | undefined;
  let references: References | undefined;
  let again: Cell | undefined;
  try {
    for (;;) {
      const cell: Cell | undefined = again ?? queue.next(lane?.stack ?? "nothing");
      if (cell === undefined) return;
      lane ??= await openLane(index, images, tier);
      references ??= createReferences(lane);
      const result = await runCell(lane, references, cell).catch((error: unknown) =>
        brokenCell(cell, error),
      );
      console.log(lineOf(cell, result));
      again = again === undefined && isMissed(result) ? cell : undefined;
      if (again === undefined) report(result);
      if (result.converged) continue;
      await lane.close();
      lane = references = undefined;
    }
  } finally {
    await lane?.close();
  }
}

function isMissed({ problems }: CellResult): boolean {
  return problems.some((problem) => problem.startsWith(NOT_STRUCK));
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
