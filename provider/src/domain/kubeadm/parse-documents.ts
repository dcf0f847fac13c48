import { checked } from "../checked";
import type { Checked } from "../checked";
import type { Issue } from "../issue";
import type { JsonValue } from "../json";
import type { KubernetesVersion } from "../kubernetes-version";
import { parseYamlDocuments } from "../yaml-documents";
import { DOCUMENT_KINDS, fieldsOf, isDocumentKind } from "./document-kinds";
import type { DocumentKind } from "./document-kinds";
import { isFields, toFields } from "./fields";
import type { KubeadmDocuments } from "./fields";
import { mergeDocuments } from "./merge-documents";
import { gatherMovedFields, withoutOldDefaults } from "./moved-fields";
import { readFields } from "./read-fields";

/** Where documents come from, for messages, and what a mistake in them means. */
export interface DocumentSource {
  /** Like `kubeadm_config` or `etc/kubeadm.yml of the image`. */
  readonly name: string;
  readonly attribute?: readonly (string | number)[];
  /** A warning leaves the field out and goes on: for documents that the practitioner did not write. */
  readonly severity: Issue["severity"];
}

/**
 * Reads kubeadm documents of `v1beta2`, `v1beta3` or `v1beta4`, and those of kubelet and kube-proxy, into
 * the model. Several documents of one kind are merged in their order. Unknown kinds, versions and fields
 * become issues that name path, value, rule and cure.
 */
export function parseKubeadmDocuments(
  text: string,
  source: DocumentSource,
  kubernetes: KubernetesVersion,
): Checked<KubeadmDocuments> {
  const { values, errors } = parseYamlDocuments(text);
  if (values === undefined) {
    return { issues: errors.map((message) => issueOf(source, "Broken Kubeadm Document", message)) };
  }
  const read = values.map((value, index) => parseDocument(value, index + 1, source, kubernetes));
  return checked(
    read.reduce<KubeadmDocuments>((all, { documents: one }) => mergeDocuments(all, one), {}),
    read.flatMap(({ issues }) => issues),
  );
}

interface ParsedDocument {
  readonly documents: KubeadmDocuments;
  readonly issues: readonly Issue[];
}

function parseDocument(
  value: JsonValue,
  position: number,
  source: DocumentSource,
  kubernetes: KubernetesVersion,
): ParsedDocument {
  if (!isFields(value))
    return refused(source, position, "It is no object with apiVersion and kind.");
  const { apiVersion, kind, ...fields } = value;
  if (!isDocumentKind(kind)) {
    const known = Object.keys(DOCUMENT_KINDS).join(", ");
    return refused(
      source,
      position,
      `Its kind is ${JSON.stringify(kind ?? null)}; known are ${known}. Remove the document or correct its kind.`,
    );
  }
  const generation = generationOf(kind, apiVersion, kubernetes);
  if (generation === undefined) {
    return refused(
      source,
      position,
      `${kind} has apiVersion ${JSON.stringify(apiVersion ?? null)}; it must be ${versionsOf(kind)}.`,
    );
  }
  const { value: read, problems } = readFields(
    fieldsOf(kind, kubernetes, Object.keys(fields)),
    generation,
    fields,
    kind,
  );
  return {
    documents: withoutOldDefaults(gatherMovedFields({ [kind]: toFields(read) })),
    issues: problems.map(({ path, message }) =>
      issueOf(source, "Unusable Field In Kubeadm Document", `${path}: ${message}`),
    ),
  };
}

function generationOf(
  kind: DocumentKind,
  apiVersion: JsonValue | undefined,
  kubernetes: KubernetesVersion,
): number | undefined {
  const { group, versions } = DOCUMENT_KINDS[kind];
  const found = Object.entries(versions).find(([version]) => apiVersion === `${group}/${version}`);
  return found?.[1] === "kubernetes-minor" ? kubernetes.minor : found?.[1];
}

function versionsOf(kind: DocumentKind): string {
  const { group, versions } = DOCUMENT_KINDS[kind];
  return Object.keys(versions)
    .map((version) => `${group}/${version}`)
    .join(", ");
}

function refused(source: DocumentSource, position: number, message: string): ParsedDocument {
  return {
    documents: {},
    issues: [issueOf(source, "Unknown Kubeadm Document", `Document ${position}: ${message}`)],
  };
}

function issueOf(
  { name, attribute, severity }: DocumentSource,
  summary: string,
  message: string,
): Issue {
  const consequence = severity === "warning" ? " It is left out." : "";
  return {
    severity,
    summary,
    detail: `${name}: ${message}${consequence}`,
    ...(attribute === undefined ? {} : { attribute }),
  };
}
