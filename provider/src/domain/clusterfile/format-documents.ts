import { stringify } from "yaml";
import type { Fields } from "../kubeadm/fields";
import { joinYamlDocuments } from "../yaml-documents";
import type { ClusterfileDocuments } from "./parse-clusterfile";

/**
 * Writes documents as one Clusterfile, the Cluster first, as sealos wants it. Nothing is left out: login secrets that the
 * documents hold stand in the text.
 */
export function formatDocuments({ cluster, configs, kubeadm }: ClusterfileDocuments): string {
  return joinYamlDocuments([
    ...(cluster === undefined ? [] : [toYaml(sealosDocument("Cluster", cluster))]),
    ...configs.map((config) => toYaml(sealosDocument("Config", config))),
    ...kubeadm.map(toYaml),
  ]);
}

function sealosDocument(kind: "Cluster" | "Config", fields: Fields): Fields {
  return { apiVersion: "apps.sealos.io/v1beta1", kind, ...fields };
}

function toYaml(document: Fields): string {
  return stringify(document, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}
