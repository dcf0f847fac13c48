import type { Violation } from "../planning/violation";
import { formatPath } from "../values/attribute-path";

/** A provider did what Terraform core would reject. */
export class OracleError extends Error {
  constructor(
    /** What core was doing. */
    readonly step: string,
    readonly violations: readonly Violation[],
  ) {
    const lines = violations.map(
      ({ path, problem }) => `  ${formatPath(path) || "the value"} ${problem}`,
    );
    super(`core would reject the ${step}:\n${lines.join("\n")}`);
    this.name = "OracleError";
  }
}

/** Throws an {@link OracleError} if there is any violation. */
export function assertNoViolations(step: string, violations: readonly Violation[]): void {
  if (violations.length > 0) throw new OracleError(step, violations);
}
