import type { ClusterSpec } from "../domain/cluster-spec";
import { imageVip } from "../domain/endpoint";
import type { Issue } from "../domain/issue";
import { composeKubeadmDocuments } from "../domain/kubeadm/compose-documents";
import { parseKubernetesVersion } from "../domain/kubernetes-version";
import type { Known } from "./known";

/** What is wrong with a cluster before any host is asked: its image, its hosts, its networks and its documents. */
export function checkCluster(spec: Known<ClusterSpec>): readonly Issue[] {
  return [...imageIssues(spec), ...hostIssues(spec), ...documentIssues(spec)];
}

function imageIssues({ rootfs }: Known<ClusterSpec>): readonly Issue[] {
  if (rootfs?.distribution == null || rootfs.distribution === "kubernetes") return [];
  return [
    {
      severity: "error",
      summary: "Unsupported Distribution",
      detail: `rootfs: the image ${rootfs.image} brings ${rootfs.distribution}; clusters are made by kubeadm so far. Use an image whose label sealos.io.distribution is kubernetes.`,
      attribute: ["rootfs"],
    },
  ];
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
