import type { AttributePath } from "./values/attribute-path";

/**
 * Something to tell the practitioner. An error stops the operation; a warning does not. The summary is a title
 * without full stop, the detail says what was found, which rule it breaks and what to do. Errors are data here:
 * handlers return them beside the newest state, and never lose that state by throwing.
 */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** The value to blame. Left out rather than guessed; never leads into a set. */
  readonly path?: AttributePath;
}

/** An error diagnostic. */
export function error(summary: string, detail: string, path?: AttributePath): Diagnostic {
  return diagnostic("error", summary, detail, path);
}

/** A warning diagnostic. */
export function warning(summary: string, detail: string, path?: AttributePath): Diagnostic {
  return diagnostic("warning", summary, detail, path);
}

/** Tells whether any of the diagnostics is an error. */
export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((each) => each.severity === "error");
}

function diagnostic(
  severity: Diagnostic["severity"],
  summary: string,
  detail: string,
  path: AttributePath | undefined,
): Diagnostic {
  return { severity, summary, detail, ...(path === undefined ? {} : { path }) };
}
