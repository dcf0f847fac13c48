import { checked } from "../checked";
import type { Checked } from "../checked";
import type { Issue } from "../issue";
import { checkNetworks } from "../network-issues";
import { computedDocuments, hostDefaults } from "./computed-documents";
import type { ClusterFacts, NodeFacts } from "./computed-documents";
import { defaultDocuments } from "./default-documents";
import type { DefaultsInput } from "./default-documents";
import { isFields, valueAt } from "./fields";
import type { KubeadmDocuments } from "./fields";
import { mergeDocuments } from "./merge-documents";
import { contradictions } from "./owned-fields";
import { parseKubeadmDocuments } from "./parse-documents";

/** Everything that a kubeadm configuration is made of. */
export interface KubeadmInput extends DefaultsInput {
  /** Text of the image's `etc/kubeadm.yml`, rendered; undefined where it has none. */
  readonly imageDocuments: string | undefined;
  /** The practitioner's documents, each text one or more of them. */
  readonly userDocuments: readonly string[];
  readonly cluster: ClusterFacts;
  readonly node: NodeFacts;
}

/**
 * Lays the layers of a kubeadm configuration over each other, the later ones winning: defaults, what the
 * host says of its runtime, the image's documents, values of the resource, the practitioner's documents.
 * A practitioner's document that contradicts a value which the resource decides is an issue, as are
 * networks that overlap. What the image has wrong is left out with a warning.
 */
export function composeKubeadmDocuments(input: KubeadmInput): Checked<KubeadmDocuments> {
  const { cluster, node } = input;
  const image = parseKubeadmDocuments(input.imageDocuments ?? "", IMAGE, cluster.kubernetes);
  const user = parseUserDocuments(input);
  const computed = computedDocuments(cluster, node);
  const merged = [
    defaultDocuments(input),
    hostDefaults(cluster.kubernetes, node),
    image.value ?? {},
    computed,
    user.documents,
  ].reduce(mergeDocuments);
  const complete = excludeVip(withOneEtcd(merged), cluster.vip);
  return checked(complete, [
    ...image.issues,
    ...user.issues,
    ...contradictions(computed, user.documents),
    ...checkNetworks(subnetsOf(complete), cluster.vip),
    ...proxyIssues(complete, input),
    ...validityIssues(input.cluster),
  ]);
}

const IMAGE = { name: "etc/kubeadm.yml of the image", severity: "warning" } as const;

function parseUserDocuments({ userDocuments, cluster }: KubeadmInput): {
  readonly documents: KubeadmDocuments;
  readonly issues: readonly Issue[];
} {
  const parsed = userDocuments.map((text, index) => {
    const name = userDocuments.length === 1 ? "kubeadm_config" : `kubeadm_config[${index}]`;
    const source = { name, attribute: ["kubeadm_config"], severity: "error" } as const;
    return parseKubeadmDocuments(text, source, cluster.kubernetes);
  });
  return {
    documents: parsed.reduce((all, { value }) => mergeDocuments(all, value ?? {}), {}),
    issues: parsed.flatMap(({ issues }) => issues),
  };
}

function subnetsOf(documents: KubeadmDocuments): Parameters<typeof checkNetworks>[0] {
  const subnet = (field: string): string => {
    const value = valueAt(documents, "ClusterConfiguration", "networking", field);
    return typeof value === "string" ? value : "";
  };
  return { podSubnet: subnet("podSubnet"), serviceSubnet: subnet("serviceSubnet") };
}

// kubeadm refuses a cluster with an etcd of its own and a foreign one.
function withOneEtcd(documents: KubeadmDocuments): KubeadmDocuments {
  const external = valueAt(documents, "ClusterConfiguration", "etcd", "external");
  if (!isFields(external)) return documents;
  return {
    ...documents,
    ClusterConfiguration: { ...documents.ClusterConfiguration, etcd: { external } },
  };
}

// Else kube-proxy takes the virtual server of the API for a stale one of its own and removes it.
function excludeVip(documents: KubeadmDocuments, vip: string | undefined): KubeadmDocuments {
  if (vip === undefined || valueAt(documents, "KubeProxyConfiguration", "mode") !== "ipvs")
    return documents;
  const excludeCIDRs = [`${vip}/${vip.includes(":") ? 128 : 32}`];
  return mergeDocuments(documents, { KubeProxyConfiguration: { ipvs: { excludeCIDRs } } });
}

function proxyIssues(documents: KubeadmDocuments, { hasIpvs }: DefaultsInput): readonly Issue[] {
  if (hasIpvs || valueAt(documents, "KubeProxyConfiguration", "mode") !== "ipvs") return [];
  return [
    {
      severity: "warning",
      summary: "Kube Proxy Mode Without Kernel Support",
      detail:
        "KubeProxyConfiguration.mode is ipvs, and the kernel of a host lacks ip_vs. kube-proxy then falls back to iptables or does not start. Load the module ip_vs on every host, or set the mode to iptables in kubeadm_config.",
      attribute: ["kubeadm_config"],
    },
  ];
}

function validityIssues({ kubernetes, certificateValidity }: ClusterFacts): readonly Issue[] {
  if (certificateValidity === undefined || kubernetes.minor >= 31) return [];
  return [
    {
      severity: "error",
      summary: "Certificate Validity Not Supported",
      detail: `certificate_validity is ${certificateValidity}, and kubeadm 1.${kubernetes.minor} always signs for one year; it follows the value from Kubernetes 1.31 on. Leave it out, and set certificate_renewal to have certificates renewed before they expire.`,
      attribute: ["certificate_validity"],
    },
  ];
}
