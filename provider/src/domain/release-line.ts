/**
 * The line of a release: versions of one line work together, as semantic versioning has it. Everything up to the first part that is
 * not zero: `1` of `1.4.2`, `0.1` of `0.1.5`; empty for what is no version.
 */
export function releaseLineOf(version: string): string {
  return /^(?:0\.)*\d+(?=\.|$)/.exec(version)?.[0] ?? "";
}
