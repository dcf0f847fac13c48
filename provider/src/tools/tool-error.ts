import type { Issue } from "../domain/issue";

const BRAND = Symbol.for("cdktf-sealos/tool-error");

/**
 * A tool refused what it was asked, or what it found breaks a rule. `issue` is ready to be shown to the
 * practitioner; the command's own words, where there are any, stand in `said`.
 */
export class ToolError extends Error {
  readonly [BRAND] = true;

  constructor(
    readonly tool: string,
    readonly host: string,
    readonly issue: Issue,
    readonly said = "",
    options?: ErrorOptions,
  ) {
    super(issue.detail, options);
    this.name = "ToolError";
  }
}

/** Tells a {@link ToolError}, also one made by another copy of this module. */
export function isToolError(value: unknown): value is ToolError {
  return typeof value === "object" && value !== null && BRAND in value;
}
