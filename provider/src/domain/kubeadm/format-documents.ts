import { stringify } from "yaml";
import type { KubernetesVersion } from "../kubernetes-version";
import { joinYamlDocuments } from "../yaml-documents";
import { fieldsOf, writtenVersion } from "./document-kinds";
import type { DocumentKind } from "./document-kinds";
import type { KubeadmDocuments } from "./fields";
import { scatterMovedFields } from "./moved-fields";
import type { FieldProblem } from "./read-fields";
import { writeFields } from "./write-fields";

/** YAML for kubeadm, and the fields that this version of Kubernetes does not know. */
export interface FormattedDocuments {
  readonly text: string;
  readonly problems: readonly FieldProblem[];
}

/**
 * Writes documents of the model in the API version that a Kubernetes version reads, with only the fields
 * that it knows. An empty document is left out.
 */
export function formatKubeadmDocuments(
  documents: KubeadmDocuments,
  kinds: readonly DocumentKind[],
  kubernetes: KubernetesVersion,
): FormattedDocuments {
  const before = writtenVersion("ClusterConfiguration", kubernetes).generation < 4;
  const placed = before ? scatterMovedFields(documents) : documents;
  const written = kinds.map((kind) => {
    const { apiVersion, generation } = writtenVersion(kind, kubernetes);
    const fields = placed[kind] ?? {};
    const table = fieldsOf(kind, kubernetes, Object.keys(fields));
    const { value, problems } = writeFields(table, generation, fields, kind);
    return { document: { apiVersion, kind, ...value }, problems };
  });
  return {
    text: joinYamlDocuments(
      written
        .filter(({ document }) => Object.keys(document).length > 2)
        .map(({ document }) => toYaml(document)),
    ),
    problems: written.flatMap(({ problems }) => problems),
  };
}

// Kubernetes reads YAML 1.1, where yes, 0777 and 1:20 are no strings.
function toYaml(document: object): string {
  return stringify(document, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}
