import { checked } from "../checked";
import type { Checked } from "../checked";
import type { KubernetesVersion } from "../kubernetes-version";
import { nodeRegistration } from "./computed-documents";
import type { NodeFacts } from "./computed-documents";
import type { SettingsPart } from "./cluster-settings";
import { toFields } from "./fields";
import type { Fields, KubeadmDocuments } from "./fields";
import { formatComposed } from "./format-composed";
import { parseKubeadmDocuments } from "./parse-documents";

/** One part of a cluster's configuration, with its new values. */
export interface ChangedPart {
  readonly part: SettingsPart;
  readonly value: Fields;
  /** Directory that certificates are read from and written to, instead of the cluster's own. */
  readonly certificatesDir?: string;
}

/**
 * The YAML that kubeadm's phases read with `--config` on one control plane: the configuration that the cluster keeps in the
 * ConfigMap `kubeadm-config`, with one part replaced. Everything else stays as the cluster has it.
 */
export function changedDocuments(
  clusterConfiguration: string,
  change: ChangedPart,
  controlPlane: NodeFacts,
  kubernetes: KubernetesVersion,
): Checked<string> {
  const source = { name: "ConfigMap kube-system/kubeadm-config", severity: "warning" } as const;
  const { value: live = {}, issues } = parseKubeadmDocuments(
    clusterConfiguration,
    source,
    kubernetes,
  );
  const host = {
    InitConfiguration: {
      localAPIEndpoint: { advertiseAddress: controlPlane.address },
      nodeRegistration: nodeRegistration(kubernetes, controlPlane),
    },
  };
  return formatComposed(
    checked(replacePart(live, change), issues),
    host,
    ["InitConfiguration", "ClusterConfiguration", "KubeletConfiguration", "KubeProxyConfiguration"],
    kubernetes,
  );
}

function replacePart(
  live: KubeadmDocuments,
  { part, value, certificatesDir }: ChangedPart,
): KubeadmDocuments {
  if (part === "kubelet") return { ...live, KubeletConfiguration: value };
  if (part === "kubeProxy") return { ...live, KubeProxyConfiguration: value };
  const cluster = toFields(live.ClusterConfiguration);
  const server = toFields(cluster["apiServer"]);
  const directory = certificatesDir === undefined ? {} : { certificatesDir };
  return {
    ...live,
    ClusterConfiguration: { ...cluster, ...directory, ...replaced(server, part, value) },
  };
}

/** The names in the certificate and the arguments of the API server stand in one object, and are two parts. */
function replaced(server: Fields, part: SettingsPart, value: Fields): Fields {
  if (part === "certificateNames") return { apiServer: { ...server, ...value } };
  if (part !== "apiServer") return { [part]: value };
  const kept = ["certSANs", "timeoutForControlPlane"].flatMap((name) =>
    server[name] === undefined ? [] : [[name, server[name]] as const],
  );
  return { apiServer: { ...value, ...Object.fromEntries(kept) } };
}
