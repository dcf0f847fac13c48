import { isAtLeastMinor } from "../kubernetes-version";
import type { KubernetesVersion } from "../kubernetes-version";
import type { FieldTable, Generation } from "./field-shape";
import { CLUSTER_FIELDS, INIT_FIELDS, JOIN_FIELDS } from "./kubeadm-fields";
import { KUBE_PROXY_FIELDS } from "./kube-proxy-fields";
import { KUBELET_FIELDS } from "./kubelet-fields";

/** The kinds of document that describe a cluster to kubeadm. */
export type DocumentKind =
  | "InitConfiguration"
  | "ClusterConfiguration"
  | "JoinConfiguration"
  | "KubeletConfiguration"
  | "KubeProxyConfiguration";

/** A kind: its API group, its versions, and its fields. */
export interface KindRule {
  readonly group: string;
  /** Version as documents write it, to the generation that the field table is read for. */
  readonly versions: Readonly<Record<string, Generation | "kubernetes-minor">>;
  readonly fields: FieldTable;
}

const KUBEADM_VERSIONS = { v1beta2: 2, v1beta3: 3, v1beta4: 4 } as const;

/** Every kind that may stand in a kubeadm configuration. */
export const DOCUMENT_KINDS: Readonly<Record<DocumentKind, KindRule>> = {
  InitConfiguration: kubeadmKind(INIT_FIELDS),
  ClusterConfiguration: kubeadmKind(CLUSTER_FIELDS),
  JoinConfiguration: kubeadmKind(JOIN_FIELDS),
  KubeletConfiguration: {
    group: "kubelet.config.k8s.io",
    versions: { v1beta1: "kubernetes-minor" },
    fields: KUBELET_FIELDS,
  },
  KubeProxyConfiguration: {
    group: "kubeproxy.config.k8s.io",
    versions: { v1alpha1: "kubernetes-minor" },
    fields: KUBE_PROXY_FIELDS,
  },
};

/** Tells the name of a kind that may stand in a kubeadm configuration. */
export function isDocumentKind(kind: unknown): kind is DocumentKind {
  return typeof kind === "string" && Object.hasOwn(DOCUMENT_KINDS, kind);
}

/** Where a kind of one Kubernetes version stands: what to write as `apiVersion`, and the generation of its fields. */
export function writtenVersion(
  kind: DocumentKind,
  kubernetes: KubernetesVersion,
): { readonly apiVersion: string; readonly generation: Generation } {
  const { group } = DOCUMENT_KINDS[kind];
  if (kind === "KubeletConfiguration" || kind === "KubeProxyConfiguration") {
    const [version = ""] = Object.keys(DOCUMENT_KINDS[kind].versions);
    return { apiVersion: `${group}/${version}`, generation: kubernetes.minor };
  }
  const generation = kubeadmGeneration(kubernetes);
  return { apiVersion: `${group}/v1beta${generation}`, generation };
}

/** The newest minor release of Kubernetes 1 whose kubelet and kube-proxy the field tables know. */
const NEWEST_KNOWN_MINOR = 34;

/**
 * The fields of a kind, for reading and writing a document that has these names. In documents of kubelet and
 * kube-proxy for releases newer than the tables, unknown names pass as they are: they may well be right.
 */
export function fieldsOf(
  kind: DocumentKind,
  kubernetes: KubernetesVersion,
  names: readonly string[],
): FieldTable {
  const { fields, versions } = DOCUMENT_KINDS[kind];
  const byMinor = Object.values(versions).includes("kubernetes-minor");
  if (!byMinor || !isAtLeastMinor(kubernetes, NEWEST_KNOWN_MINOR + 1)) return fields;
  return { ...Object.fromEntries(names.map((name) => [name, "any" as const])), ...fields };
}

/** The kubeadm API that a Kubernetes version reads without complaint: v1beta3 from 1.22, v1beta4 from 1.31. */
export function kubeadmGeneration(kubernetes: KubernetesVersion): 2 | 3 | 4 {
  if (isAtLeastMinor(kubernetes, 31)) return 4;
  return isAtLeastMinor(kubernetes, 22) ? 3 : 2;
}

function kubeadmKind(fields: FieldTable): KindRule {
  return { group: "kubeadm.k8s.io", versions: KUBEADM_VERSIONS, fields };
}
