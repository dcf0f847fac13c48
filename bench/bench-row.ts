/** One figure of a bench, beside that of what it is compared with. */
export interface BenchRow {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly unit: string;
  /** ours ÷ peer. */
  readonly ratio: number;
  /** Limit of the ratio: an upper one, unless the name says "at least"; null where the figure is only told. */
  readonly target: number | null;
  readonly met: boolean;
  /** Why a target is missed, or what a figure stands for. */
  readonly note?: string;
}

/** The figures of a row. */
export type Figures = Pick<BenchRow, "ours" | "peer" | "unit" | "note">;

/** A row whose ratio must not exceed the target. */
export function atMost(name: string, target: number, { ours, peer, ...rest }: Figures): BenchRow {
  const ratio = round(ours / peer);
  const figures = { ours: round(ours), peer: round(peer), ratio };
  return { name, ...figures, target, met: ratio <= target, ...rest };
}

/** A row without a target: it is told because others are read beside it. */
export function asMeasured(name: string, figures: Figures): BenchRow {
  return { ...atMost(name, Infinity, figures), target: null };
}

/** A row whose ratio must reach the target. */
export function atLeast(name: string, target: number, figures: Figures): BenchRow {
  const row = atMost(`${name} (at least)`, target, figures);
  return { ...row, met: row.ratio >= target };
}

/** The value in the middle; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2)];
  return ((sorted[low] ?? NaN) + (sorted[high] ?? NaN)) / 2;
}

/** The rows as a table for people. */
export function formatRows(rows: readonly BenchRow[]): string {
  const cells = [
    ["name", "ours", "peer", "unit", "ratio", "target", "met"],
    ...rows.map(({ name, ours, peer, unit, ratio, target, met }) =>
      [name, ours, peer, unit, ratio, target ?? "-", met ? "yes" : "NO"].map(String),
    ),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
