/** What a host has lost and what it has gained between two traces of `lab.sh trace`. */
export function traceDifferences(
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const [old, now] = [new Set(before), new Set(after)];
  return [
    ...before.filter((line) => !now.has(line)).map((line) => `gone: ${line}`),
    ...after.filter((line) => !old.has(line)).map((line) => `left: ${line}`),
  ];
}

/** The same of all hosts of a lab, each line with its host. */
export function labDifferences(
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
): readonly string[] {
  return before.flatMap((lines, index) =>
    traceDifferences(lines, after[index] ?? []).map((line) => `node${index + 1} ${line}`),
  );
}
