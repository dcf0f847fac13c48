import { checked } from "../checked";
import type { Checked } from "../checked";
import type { Issue } from "../issue";
import type { KubernetesVersion } from "../kubernetes-version";
import { composeKubeadmDocuments } from "./compose-documents";
import type { KubeadmInput } from "./compose-documents";
import type { DocumentKind } from "./document-kinds";
import type { KubeadmDocuments } from "./fields";
import { formatKubeadmDocuments } from "./format-documents";
import { mergeDocuments } from "./merge-documents";
import type { FieldProblem } from "./read-fields";

const INIT_KINDS: readonly DocumentKind[] = [
  "InitConfiguration",
  "ClusterConfiguration",
  "KubeletConfiguration",
  "KubeProxyConfiguration",
];

export interface InitOptions {
  /** 64 hexadecimal digits that encrypt the certificates which `upload-certs` stores; the text is then a secret. */
  readonly certificateKey?: string;
}

/**
 * The YAML that `kubeadm init`, and its phases on any control plane, read with `--config`. Holds no
 * secret unless a certificate key is given.
 */
export function initDocuments(input: KubeadmInput, options: InitOptions = {}): Checked<string> {
  const { certificateKey } = options;
  const secrets: KubeadmDocuments =
    certificateKey === undefined ? {} : { InitConfiguration: { certificateKey } };
  return formatComposed(
    composeKubeadmDocuments(input),
    secrets,
    INIT_KINDS,
    input.cluster.kubernetes,
  );
}

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
