/** Something a practitioner must know or mend: what was found, the rule, and the cure. */
export interface Issue {
  readonly severity: "error" | "warning";
  /** Title case, no punctuation, unique per host: "Clock Skew On cp-1". */
  readonly summary: string;
  /** What was found, the rule it breaks, and what to do about it. */
  readonly detail: string;
  /** The attribute to blame, in Terraform's words, if there is one. */
  readonly attribute?: readonly (string | number)[];
}

/** Tells an issue from the value that a function would have returned otherwise. */
export function isIssue(value: unknown): value is Issue {
  return typeof value === "object" && value !== null && "severity" in value && "summary" in value;
}
