/** The name that a mistyped one most likely stands for: at most a third of its letters differ. */
export function nearestName(mistyped: string, names: readonly string[]): string | undefined {
  const wanted = mistyped.toLowerCase();
  const [nearest] = names
    .map((name) => ({ name, distance: editDistance(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(wanted.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return nearest?.name;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [line, letter] of Array.from(a).entries()) row = nextRow(row, line + 1, letter, b);
  return row.at(-1) ?? a.length;
}

function nextRow(above: readonly number[], start: number, letter: string, b: string): number[] {
  const row = [start];
  for (const [column, other] of Array.from(b).entries()) {
    const [diagonal = 0, over = 0] = above.slice(column, column + 2);
    row.push(Math.min(diagonal + (letter === other ? 0 : 1), over + 1, (row[column] ?? 0) + 1));
  }
  return row;
}
