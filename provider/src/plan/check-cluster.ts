import type { ClusterSpec } from "../domain/cluster-spec";
import { distributionOf } from "../domain/distribution";
import { imageVip } from "../domain/endpoint";
import type { ImageMount } from "../domain/image-mount";
import type { Issue } from "../domain/issue";
import { composeKubeadmDocuments } from "../domain/kubeadm/compose-documents";
import { parseKubernetesVersion } from "../domain/kubernetes-version";
import { checkK3s } from "./check-k3s";
import type { Known } from "./known";

/** What is wrong with a cluster before any host is asked: its image, its hosts, its networks and its documents. */
export function checkCluster(spec: Known<ClusterSpec>): readonly Issue[] {
  const isK3s = distributionOf(spec.rootfs ?? {}) === "k3s";
  return [...hostIssues(spec), ...(isK3s ? checkK3s(spec) : kubeadmIssues(spec))];
}

function kubeadmIssues(spec: Known<ClusterSpec>): readonly Issue[] {
  if (spec.rootfs === undefined || spec.k3sOptions == null) return documentIssues(spec);
  return [...documentIssues(spec), optionsOfOther(spec.rootfs)];
}

function optionsOfOther({ image }: ImageMount): Issue {
  return {
    severity: "error",
    summary: "K3s Options For Kubeadm",
    detail: `k3s_config is set, and the image ${image} brings Kubernetes that kubeadm sets up, which does not read it. Leave k3s_config out and use kubeadm_config, or use an image whose label sealos.io.distribution is k3s.`,
    attribute: ["k3s_config"],
  };
}

function hostIssues({ controlPlanes }: Known<ClusterSpec>): readonly Issue[] {
  if (controlPlanes === undefined) return [];
  const places = controlPlanes.map(({ locator }) => `${locator.address}:${locator.port}`);
  const repeated = places.find((place, index) => places.indexOf(place) !== index);
  if (repeated === undefined) return [];
  return [
    {
      severity: "error",
      summary: "Duplicate Control Plane",
      detail: `control_plane: two of its hosts are ${repeated}. A machine is one control plane; remove one of the two.`,
      attribute: ["control_plane"],
    },
  ];
}

/** Composes the documents as the apply will, with placeholders for what only the host can tell. */
function documentIssues(spec: Known<ClusterSpec>): readonly Issue[] {
  const {
    rootfs,
    endpoint,
    podSubnet,
    serviceSubnet,
    certSans,
    kubeadmDocuments,
    certificateValidity,
  } = spec;
  const kubernetes = parseKubernetesVersion(rootfs?.version ?? "");
  if (rootfs === undefined || kubernetes === undefined) return [];
  if (endpoint === undefined || kubeadmDocuments === undefined) return [];
  return composeKubeadmDocuments({
    hasAuditPolicy: false,
    hasIpvs: true,
    imageDocuments: undefined,
    userDocuments: kubeadmDocuments,
    cluster: {
      kubernetes,
      endpoint,
      vip: endpoint.mode === "hosts" ? undefined : (endpoint.vip ?? imageVip(rootfs)),
      podSubnet: podSubnet ?? undefined,
      serviceSubnet: serviceSubnet ?? undefined,
      certSans: certSans ?? [],
      certificateValidity: certificateValidity ?? undefined,
      controlPlaneAddresses: [],
    },
    node: { name: "node", address: "192.0.2.1", criSocket: "/run/containerd/containerd.sock" },
  }).issues;
}
