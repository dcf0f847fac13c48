import type { EndpointMode } from "./cluster-spec";
import type { Distribution } from "./distribution";
import type { K3sOptions } from "./k3s/options";

/** How the nodes of a cluster find its API, once decided. */
export interface ClusterEndpoint {
  readonly mode: EndpointMode;
  readonly domain: string;
  readonly port: number;
  /** Virtual address, where the mode has one. */
  readonly vip: string | null;
}

/**
 * What a cluster knows of how it was made; kept in the cluster itself, as ConfigMap
 * `kube-system/cdktf-sealos`, so that nodes can join without asking any particular host. Holds no secrets.
 */
export interface ClusterRecord {
  readonly name: string;
  /** Whether the name is a guess, for a cluster that somebody else made and that shows none; a prepared host knows better. */
  readonly isNameGuessed?: boolean;
  readonly endpoint: ClusterEndpoint;
  /**
   * The control planes that the cluster is to have, those that are yet to join included, with the addresses at which nodes reach
   * them. Absent in a record that is older than this.
   */
  readonly controlPlanes?: readonly { readonly node: string; readonly address: string }[];
  /** Image of the lvscare static pod, where the mode wants one. */
  readonly lvscareImage: string | null;
  /** The practitioner's kubeadm documents: nodes that join follow them too. */
  readonly kubeadmDocuments: readonly string[];
  /** How many workers may be out of service at once in an upgrade. Default 1. */
  readonly maxUnavailable?: number;
  /** What the cluster was made with. Default `kubernetes`. */
  readonly distribution?: Distribution;
  /** The options that its servers share, where that is k3s. */
  readonly k3sOptions?: K3sOptions;
}

/** Name of the ConfigMap. */
export const CLUSTER_RECORD_NAME = "cdktf-sealos";
const KEY = "cluster.json";

/** The ConfigMap that holds a record, as JSON. */
export function formatClusterRecord(record: ClusterRecord): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: CLUSTER_RECORD_NAME, namespace: "kube-system" },
    data: { [KEY]: JSON.stringify(record) },
  });
}

/** Reads the data of the ConfigMap; undefined when it holds no record. */
export function parseClusterRecord(
  data: Readonly<Record<string, string>> | undefined,
): ClusterRecord | undefined {
  const text = data?.[KEY];
  return text === undefined ? undefined : (JSON.parse(text) as ClusterRecord);
}
