import type { JsonValue } from "../json";
import { parseYamlDocuments } from "../yaml-documents";
import { toFields, toList } from "./fields";

/** What kubeadm's own record of a cluster says of it; these fields have been the same in every version. */
export interface KubeadmCluster {
  readonly kubernetesVersion: string | undefined;
  /** `host:port`; undefined where nodes were told the first control plane's address. */
  readonly controlPlaneEndpoint: string | undefined;
  readonly podSubnet: string | undefined;
  readonly serviceSubnet: string | undefined;
  readonly certSans: readonly string[];
}

/** Reads the `ClusterConfiguration` that kubeadm keeps in the cluster; unreadable text says nothing. */
export function parseClusterConfiguration(text: string): KubeadmCluster {
  const configuration = toFields(parseYamlDocuments(text).values?.[0]);
  const networking = toFields(configuration["networking"]);
  return {
    kubernetesVersion: textOf(configuration["kubernetesVersion"]),
    controlPlaneEndpoint: textOf(configuration["controlPlaneEndpoint"]),
    podSubnet: textOf(networking["podSubnet"]),
    serviceSubnet: textOf(networking["serviceSubnet"]),
    certSans: toList(toFields(configuration["apiServer"])["certSANs"]).flatMap(
      (name) => textOf(name) ?? [],
    ),
  };
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
