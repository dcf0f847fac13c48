import type { ClusterSpec } from "../domain/cluster-spec";
import { distributionOf } from "../domain/distribution";
import { imageVip } from "../domain/endpoint";
import type { Issue } from "../domain/issue";
import { composeKubeadmDocuments } from "../domain/kubeadm/compose-documents";
import { parseKubernetesVersion } from "../domain/kubernetes-version";
import { checkK3s } from "./check-k3s";
import type { Known } from "./known";

/** What is wrong with a cluster before any host is asked: its image, its hosts, its networks and its documents. */
export function checkCluster(spec: Known<ClusterSpec>): readonly Issue[] {
  const foreign = imageIssues(spec);
  if (foreign.length > 0) return foreign;
  return [...hostIssues(spec), ...runtimeIssues(spec)];
}

function imageIssues({ rootfs, distribution }: Known<ClusterSpec>): readonly Issue[] {
  if (rootfs === undefined || distribution === undefined) return [];
  const brings = distributionOf(rootfs);
  if (brings === distribution) return [];
  return [
    {
      severity: "error",
      summary: "Image Of Another Distribution",
      detail: `rootfs: the image ${rootfs.image} brings ${brings}, and distribution is ${distribution}. A plan says what the steps are before the image is known, so both must agree: set distribution = "${brings}" on the cluster and on its nodes, or use an image whose label sealos.io.distribution is ${distribution}.`,
      attribute: ["distribution"],
    },
  ];
}

function runtimeIssues(spec: Known<ClusterSpec>): readonly Issue[] {
  switch (spec.distribution) {
    case undefined:
      return [];
    case "k3s":
      return checkK3s(spec);
    case "kubernetes":
      return kubeadmIssues(spec);
  }
}

function kubeadmIssues(spec: Known<ClusterSpec>): readonly Issue[] {
  return [...documentIssues(spec), ...(spec.k3sOptions == null ? [] : [OPTIONS_OF_K3S])];
}

const OPTIONS_OF_K3S: Issue = {
  severity: "error",
  summary: "K3s Options For Kubeadm",
  detail:
    'k3s_config is set, and distribution is kubernetes: kubeadm does not read it. Use kubeadm_config; or, for an image of k3s, set distribution = "k3s" on the cluster and on its nodes.',
  attribute: ["k3s_config"],
};

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
