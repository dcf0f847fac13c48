import { error, type Diagnostic } from "./diagnostics";

const BRAND: unique symbol = Symbol.for("terraform-sdk.diagnostics-error") as never;

/** Carries diagnostics out of deeply nested code; the SDK reports them as if the handler had returned them. */
export class DiagnosticsError extends Error {
  readonly [BRAND] = true;

  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((each) => `${each.summary}: ${each.detail}`).join("\n"));
    this.name = "DiagnosticsError";
  }
}

/** Tells whether something thrown is a {@link DiagnosticsError}, of this copy of the package or another. */
export function isDiagnosticsError(thrown: unknown): thrown is DiagnosticsError {
  return typeof thrown === "object" && thrown !== null && BRAND in thrown;
}

/** What the provider's `configure` returned; throws a {@link DiagnosticsError} while there is nothing. */
export function requireConfigured<Configured>(configured: Configured | undefined): Configured {
  if (configured !== undefined) return configured;
  throw new DiagnosticsError([
    error(
      "Provider Not Configured",
      "This operation needs the provider's configuration, but part of it is not known yet. " +
        "Usually a provider argument depends on a resource that does not exist so far: " +
        "give the argument a value that is known during planning, or apply that resource first with -target.",
    ),
  ]);
}
