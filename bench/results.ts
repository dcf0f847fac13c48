import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { BenchRow } from "./bench-row";
import { machineFacts, type MachineFacts } from "./machine-facts";

/** What benches found on one machine. */
export interface BenchResults {
  readonly machine: MachineFacts;
  /** Rows by the name of the bench. */
  readonly benches: Readonly<Record<string, readonly BenchRow[]>>;
}

/** Puts the rows into a file, over those of the same benches that it holds; without a file they are only put into form. */
export function keepResults(file: string | undefined, rows: BenchResults["benches"]): BenchResults {
  const before = file !== undefined && existsSync(file) ? readResults(file).benches : {};
  const results = { machine: machineFacts(), benches: { ...before, ...rows } };
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  return results;
}

/** Reads what {@link keepResults} wrote. */
export function readResults(file: string): BenchResults {
  return JSON.parse(readFileSync(file, "utf8")) as BenchResults;
}
