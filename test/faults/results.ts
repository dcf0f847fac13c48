import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cellKey, type Cell, type CellResult } from "./cell";

/** The results of a run, kept in a file after every cell. */
export interface Results {
  readonly all: readonly CellResult[];
  add(result: CellResult): void;
  has(cell: Cell): boolean;
}

/** Results in that file, or nowhere; `goOn` starts with the cells of the file that converged. */
export function openResults(file: string | undefined, goOn: boolean): Results {
  const all = file !== undefined && goOn ? convergedOf(file) : [];
  const keys = new Set(all.map(keyOf));
  return {
    all,
    add(result) {
      all.push(result);
      if (file !== undefined) writeFileSync(file, `${JSON.stringify({ cells: all }, null, 1)}\n`);
    },
    has: (cell) => keys.has(cellKey(cell)),
  };
}

/** The cells of a file of results; none where there is no file. */
export function readResults(file: string): CellResult[] {
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, "utf8")) as { cells: CellResult[] }).cells;
}

/** Keys of the cells that converged in the run of that file. */
export function convergedIn(file: string): ReadonlySet<string> {
  return new Set(convergedOf(file).map(keyOf));
}

function convergedOf(file: string): CellResult[] {
  return readResults(file).filter(({ converged }) => converged);
}

function keyOf({ operation, fault, ...at }: CellResult): string {
  return cellKey({ operation, at, fault });
}
