import type { Diagnostic } from "../../diagnostics";
import type { AttributePath, PathStep } from "../../values/attribute-path";
import * as wire from "../generated/tfplugin6";

/** Writes diagnostics in their order. */
export function writeDiagnostics(diagnostics: readonly Diagnostic[]): wire.Diagnostic[] {
  return diagnostics.map(({ severity, summary, detail, path }) => ({
    severity: severity === "error" ? wire.Severity.ERROR : wire.Severity.WARNING,
    summary,
    detail,
    attribute: path === undefined || path.length === 0 ? undefined : writePath(path),
  }));
}

/** Writes a path step by step. */
export function writePath(path: AttributePath): wire.AttributePath {
  return { steps: path.map((step) => ({ selector: selectorOf(step) })) };
}

function selectorOf(step: PathStep): wire.PathStep["selector"] {
  if (typeof step === "string") return { $case: "attributeName", value: step };
  if (typeof step === "number") return { $case: "elementKeyInt", value: step };
  return { $case: "elementKeyString", value: step.key };
}
