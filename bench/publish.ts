// tsx bench/publish.ts FILE: writes what `npm run bench -- --json FILE` found into the documents.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chartOf } from "./publish/chart";
import { writeTables } from "./publish/tables";
import { readResults, type BenchResults } from "./results";

const CHARTS = join(__dirname, "../docs/performance");

/** Writes the tables of bench/README.md and a chart for each bench, which docs/performance.md shows. */
export function publish(results: BenchResults): void {
  writeTables(results);
  mkdirSync(CHARTS, { recursive: true });
  for (const [name, rows] of Object.entries(results.benches)) {
    writeFileSync(join(CHARTS, `${name}.svg`), chartOf(name, rows));
  }
}

if (require.main === module) publish(readResults(process.argv[2] ?? "bench.json"));
