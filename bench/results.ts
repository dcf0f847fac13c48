import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { BenchRow } from "./bench-row";
import { machineFacts, type MachineFacts } from "./machine-facts";

/** What benches found on one machine. */
export interface BenchResults {
  readonly machine: MachineFacts;
  /** Rows by the name of the bench. */
  readonly benches: Readonly<Record<string, readonly BenchRow[]>>;
}

/** The file that keeps them: `{machine, rows: [{bench, name, ours, peer, unit, ratio, target, met}]}`. */
interface ResultsFile {
  readonly machine: MachineFacts;
  readonly rows: readonly (BenchRow & { readonly bench: string })[];
}

/** Puts the rows into a file, over those of the same benches that it holds; without a file they are only put into form. */
export function keepResults(file: string | undefined, rows: BenchResults["benches"]): BenchResults {
  const before = file !== undefined && existsSync(file) ? readResults(file).benches : {};
  const results = { machine: machineFacts(), benches: { ...before, ...rows } };
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(fileOf(results), null, 2)}\n`);
  return results;
}

function fileOf({ machine, benches }: BenchResults): ResultsFile {
  const rows = Object.entries(benches).flatMap(([bench, own]) =>
    own.map((row) => ({ bench, ...row })),
  );
  return { machine, rows };
}

/** Reads what {@link keepResults} wrote. */
export function readResults(file: string): BenchResults {
  const { machine, rows } = JSON.parse(readFileSync(file, "utf8")) as ResultsFile;
  const benches: Record<string, BenchRow[]> = {};
  for (const { bench, ...row } of rows) (benches[bench] ??= []).push(row);
  return { machine, benches };
}
