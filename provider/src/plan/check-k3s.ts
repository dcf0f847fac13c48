import type { ClusterSpec } from "../domain/cluster-spec";
import type { Issue } from "../domain/issue";
import { composeOptions } from "../domain/k3s/options";
import type { Known } from "./known";

/** What is wrong with a cluster of k3s before any host is asked: what k3s does not have, its options, its networks. */
export function checkK3s(spec: Known<ClusterSpec>): readonly Issue[] {
  return [...refusals(spec), ...optionIssues(spec)];
}

function refusals({
  endpoint,
  kubeadmDocuments = [],
  certificateValidity,
}: Known<ClusterSpec>): readonly Issue[] {
  return [
    ...(kubeadmDocuments.length === 0
      ? []
      : [
          refusal(
            "kubeadm_config",
            "Kubeadm Documents For K3s",
            "is set, and the image brings k3s, which does not read it. Write the same as options of k3s into k3s_config: kubelet-arg, kube-apiserver-arg and the like.",
          ),
        ]),
    ...(certificateValidity == null
      ? []
      : [
          refusal(
            "certificate_validity",
            "Certificate Validity Not Supported",
            `is ${certificateValidity}, and k3s signs for one year. Leave it out: k3s renews certificates near their end whenever it starts.`,
          ),
        ]),
    ...(endpoint?.mode === "lvscare"
      ? [
          refusal(
            "endpoint",
            "Endpoint Mode Not Supported",
            "has mode lvscare, and agents of k3s balance between the servers by themselves. Leave the mode out, or set hosts or external.",
          ),
        ]
      : []),
  ];
}

/** Composes the options as the apply will, without what only the hosts can tell. */
function optionIssues({
  endpoint,
  k3sOptions,
  podSubnet,
  serviceSubnet,
  certSans,
}: Known<ClusterSpec>): readonly Issue[] {
  if (endpoint === undefined || k3sOptions === undefined) return [];
  return composeOptions({
    imageOptions: undefined,
    userOptions: k3sOptions,
    endpoint: { ...endpoint, vip: endpoint.mode === "external" ? endpoint.vip : null },
    podSubnet: podSubnet ?? null,
    serviceSubnet: serviceSubnet ?? null,
    certSans: certSans ?? [],
    controlPlaneAddresses: [],
    hasIpvs: false,
  }).issues;
}

function refusal(attribute: string, summary: string, found: string): Issue {
  return {
    severity: "error",
    summary,
    detail: `${attribute} ${found}`,
    attribute: [attribute],
  };
}
