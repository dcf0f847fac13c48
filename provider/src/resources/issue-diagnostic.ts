import { error, warning, type Diagnostic } from "../../sdk";
import type { Issue } from "../domain/issue";

/** An issue of a rule, as Terraform shows it. */
export function issueDiagnostic({ severity, summary, detail, attribute }: Issue): Diagnostic {
  return (severity === "error" ? error : warning)(summary, detail, attribute);
}
