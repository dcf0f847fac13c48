import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { labImages } from "../../lab/open-lab";
import { parseWishes, USAGE, type Wishes } from "./arguments";
import { cellName } from "./cell";
import { openLane } from "./lane";
import { recordSteps } from "./record-steps";
import { cellsOf, createQueue, isNamed, stepsOf } from "./matrix";
import { OPERATION_NAMES } from "./operations";
import { reliabilityPage } from "./reliability-page";
import { openResults, readResults } from "./results";
import { runLane } from "./run-lane";

const PAGE = join(__dirname, "../../docs/reliability.md");
const STEPS = join(__dirname, "steps.json");

async function main(args: readonly string[]): Promise<void> {
  let wishes: Wishes;
  try {
    wishes = parseWishes(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exitCode = 64;
    return;
  }
  if (wishes.record) await recordChosen(wishes);
  else if (wishes.docs) writePage(wishes);
  else if (wishes.list) listCells(wishes);
  else await runCells(wishes);
}

async function runCells({ choice, json, goOn, lanes }: Wishes): Promise<void> {
  const results = openResults(json, goOn);
  const cells = cellsOf(choice).cells.filter((cell) => !results.has(cell));
  if (cells.length === 0) throw new Error("no cell is left of that choice; see --list");
  const images = await labImages(choice.tier === "standin" ? "standin" : "real");
  const queue = createQueue(cells);
  process.once("SIGINT", () => queue.stop()); // lanes are closed, a second one kills
  const count = Math.min(lanes, cells.length);
  await Promise.all(
    Array.from({ length: count }, (_, lane) =>
      runLane({ lane, images, tier: choice.tier, queue, report: (result) => results.add(result) }),
    ),
  );
  const failed = results.all.filter(({ converged }) => !converged).length;
  console.log(`${results.all.length - failed} converged, ${failed} did not`);
  process.exitCode = failed > 0 ? 1 : 0;
}

async function recordChosen({ choice }: Wishes): Promise<void> {
  const lane = await openLane(0, await labImages("standin"), "standin");
  try {
    const steps: Record<string, unknown> = {};
    for (const operation of OPERATION_NAMES) {
      steps[operation] = stepsOf(operation);
      if (!isNamed(operation, choice.operation)) continue;
      steps[operation] = await recordSteps(lane, operation);
      console.log(`${operation}: recorded`);
    }
    writeFileSync(STEPS, `${JSON.stringify(steps, null, 2)}\n`);
  } finally {
    await lane.close();
  }
}

function listCells({ choice }: Wishes): void {
  const { cells, leftOut } = cellsOf(choice);
  cells.forEach((cell) => console.log(cellName(cell)));
  leftOut.forEach(({ cell, reason }) => console.log(`${cellName(cell)}: left out, ${reason}`));
  console.log(`${cells.length} cells, ${leftOut.length} left out`);
}

function writePage({ choice, json }: Wishes): void {
  if (json === undefined) throw new Error("--docs needs --json FILE with the results");
  writeFileSync(PAGE, reliabilityPage(readResults(json), cellsOf(choice)));
}

void main(process.argv.slice(2));
