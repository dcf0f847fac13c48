import type { Issue } from "./issue";

/** What a pure check answers: a value, with warnings at most, or no value and the errors that forbid one. */
export type Checked<T> =
  | { readonly value: T; readonly issues: readonly Issue[] }
  | { readonly value?: undefined; readonly issues: readonly Issue[] };

/** The value where no issue is an error, else only the issues. */
export function checked<T>(value: T, issues: readonly Issue[]): Checked<T> {
  return issues.some((issue) => issue.severity === "error") ? { issues } : { value, issues };
}
