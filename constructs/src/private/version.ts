/** Version of this package. Held equal to package.json by a test; the provider refuses one that does not fit. */
export const CONSTRUCTS_VERSION = "0.1.0";

/** Whether constructs of that version may meet those of this package in one app: same up to the first part that is not zero. */
export function isOfOurLine(version: string): boolean {
  return lineOf(version) === lineOf(CONSTRUCTS_VERSION);
}

function lineOf(version: string): string | undefined {
  return /^(?:0\.)*\d+/.exec(version)?.[0];
}
