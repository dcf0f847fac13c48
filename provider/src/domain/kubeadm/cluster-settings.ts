import type { Issue } from "../issue";
import type { KubernetesVersion } from "../kubernetes-version";
import { toFields, toList, valueAt } from "./fields";
import type { Fields, KubeadmDocuments } from "./fields";
import { mergeDocuments } from "./merge-documents";
import { parseKubeadmDocuments } from "./parse-documents";

/** What a practitioner says of a cluster's configuration, parted by the step that changes it in a running cluster. */
export interface ClusterSettings {
  /** Names and addresses in the API server's certificate, sorted. */
  readonly certificateNames: readonly string[];
  readonly apiServer: Fields;
  readonly controllerManager: Fields;
  readonly scheduler: Fields;
  readonly kubelet: Fields;
  readonly kubeProxy: Fields;
  /** The rest of `ClusterConfiguration`: nothing changes it in a running cluster. */
  readonly fixed: Fields;
}

/** Parts of {@link ClusterSettings} that have a step each. */
export type SettingsPart = Exclude<keyof ClusterSettings, "fixed">;

/** Fields of `ClusterConfiguration` that have an attribute of their own, or only matter to certificates signed later. */
const LIVELY = ["kubernetesVersion", "controlPlaneEndpoint", "certificateValidityPeriod"];

/** Parts the practitioner's documents. What cannot be read in them is left out: checks of the plan refuse it elsewhere. */
export function clusterSettings(
  documents: readonly string[],
  certSans: readonly string[],
  kubernetes: KubernetesVersion,
): ClusterSettings {
  const said = parsed(documents, kubernetes);
  const { apiServer, controllerManager, scheduler, ...rest } = toFields(said.ClusterConfiguration);
  return {
    certificateNames: [
      ...new Set([...certSans, ...toList(toFields(apiServer)["certSANs"]).map(String)]),
    ].sort(),
    apiServer: ownOf(toFields(apiServer)),
    controllerManager: toFields(controllerManager),
    scheduler: toFields(scheduler),
    kubelet: toFields(said.KubeletConfiguration),
    kubeProxy: toFields(said.KubeProxyConfiguration),
    fixed: Object.fromEntries(Object.entries(rest).filter(([name]) => !LIVELY.includes(name))),
  };
}

/** The values of a complete configuration that the steps of a running cluster put in place. */
export function settingOf(documents: KubeadmDocuments, part: SettingsPart): Fields {
  switch (part) {
    case "kubelet":
      return toFields(documents.KubeletConfiguration);
    case "kubeProxy":
      return toFields(documents.KubeProxyConfiguration);
    case "certificateNames":
      return {
        certSANs: toList(valueAt(documents, "ClusterConfiguration", "apiServer", "certSANs")),
      };
    case "apiServer":
      return ownOf(toFields(valueAt(documents, "ClusterConfiguration", part)));
    default:
      return toFields(valueAt(documents, "ClusterConfiguration", part));
  }
}

/** What of `apiServer` is arguments and volumes: names stand in the certificate, and the time limit in kubeadm alone. */
function ownOf(apiServer: Fields): Fields {
  const others = ["certSANs", "timeoutForControlPlane"];
  return Object.fromEntries(Object.entries(apiServer).filter(([name]) => !others.includes(name)));
}

/** Refuses changes that kubeadm cannot make in a running cluster; names the fields. */
export function checkFixedSettings(
  name: string,
  before: ClusterSettings,
  after: ClusterSettings,
): readonly Issue[] {
  const names = [...new Set([...Object.keys(before.fixed), ...Object.keys(after.fixed)])];
  const changed = names
    .filter((field) => JSON.stringify(before.fixed[field]) !== JSON.stringify(after.fixed[field]))
    .sort();
  if (changed.length === 0) return [];
  return [
    {
      severity: "error",
      summary: `Kubeadm Configuration Of Cluster ${name} Cannot Change In Place`,
      detail: `kubeadm_config: ${changed.map((field) => `ClusterConfiguration.${field}`).join(", ")} ${changed.length === 1 ? "differs" : "differ"} from what the cluster was made with, and kubeadm changes that in no running cluster. In place change apiServer, controllerManager, scheduler, KubeletConfiguration and KubeProxyConfiguration. Set the old value again, or make a new cluster.`,
      attribute: ["kubeadm_config"],
    },
  ];
}

function parsed(documents: readonly string[], kubernetes: KubernetesVersion): KubeadmDocuments {
  const source = { name: "kubeadm_config", severity: "warning" } as const;
  return documents
    .map((text) => parseKubeadmDocuments(text, source, kubernetes).value ?? {})
    .reduce<KubeadmDocuments>(mergeDocuments, {});
}
