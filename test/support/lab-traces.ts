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
