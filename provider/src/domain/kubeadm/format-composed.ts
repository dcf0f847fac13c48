import { checked } from "../checked";
import type { Checked } from "../checked";
import type { Issue } from "../issue";
import type { KubernetesVersion } from "../kubernetes-version";
import type { DocumentKind } from "./document-kinds";
import type { KubeadmDocuments } from "./fields";
import { formatKubeadmDocuments } from "./format-documents";
import { mergeDocuments } from "./merge-documents";
import type { FieldProblem } from "./read-fields";

/** Adds what is known at run time only to a composed configuration, and writes the given kinds of it. */
export function formatComposed(
  composed: Checked<KubeadmDocuments>,
  additions: KubeadmDocuments,
  kinds: readonly DocumentKind[],
  kubernetes: KubernetesVersion,
): Checked<string> {
  if (composed.value === undefined) return composed;
  const complete = mergeDocuments(composed.value, additions);
  const { text, problems } = formatKubeadmDocuments(complete, kinds, kubernetes);
  return checked(text, [
    ...composed.issues,
    ...problems.map((problem) => leftOut(problem, kubernetes)),
  ]);
}

function leftOut({ path, message }: FieldProblem, { major, minor }: KubernetesVersion): Issue {
  return {
    severity: "warning",
    summary: "Field Unknown To This Kubernetes Version",
    detail: `${path}: ${message} It is left out for Kubernetes ${major}.${minor}.`,
    attribute: ["kubeadm_config"],
  };
}
