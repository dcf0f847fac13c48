import type { ClusterSpec } from "../../domain/cluster-spec";
import type { KubeadmInput } from "../../domain/kubeadm/compose-documents";
import { parseKubernetesVersion } from "../../domain/kubernetes-version";
import { rootfsDirectory } from "../../domain/paths";
import { readFile } from "../../tools/files";
import { kubeadmNode } from "../join-material";
import type { ClusterContext } from "../phases/cluster/context";
import { addressesOf, decidedEndpoint, firstControlPlane } from "../phases/cluster/files";

/** Everything that the kubeadm configuration of a cluster is made of, as its home control plane sees it. */
export async function kubeadmInput(
  context: ClusterContext,
  spec: ClusterSpec,
  hasAuditPolicy: boolean,
): Promise<KubeadmInput> {
  const { host, controlPlanes } = context;
  const endpoint = decidedEndpoint(context);
  const first = firstControlPlane(context, spec);
  const kubernetes = parseKubernetesVersion(spec.rootfs.version ?? "");
  if (kubernetes === undefined) {
    throw new Error(
      `rootfs: the image ${spec.rootfs.image} has no Kubernetes version in its label "version". Use a rootfs image.`,
    );
  }
  return {
    hasAuditPolicy,
    hasIpvs: [...controlPlanes.values()].every(({ kernelFeatures }) => kernelFeatures.ipVs),
    imageDocuments: (
      await readFile(host, `${rootfsDirectory(spec.name)}/etc/kubeadm.yml`)
    )?.toString("utf8"),
    userDocuments: spec.kubeadmDocuments,
    cluster: {
      kubernetes,
      endpoint,
      vip: endpoint.vip ?? undefined,
      podSubnet: spec.podSubnet ?? undefined,
      serviceSubnet: spec.serviceSubnet ?? undefined,
      certSans: spec.certSans,
      certificateValidity: spec.certificateValidity ?? undefined,
      controlPlaneAddresses: addressesOf(context, spec).map(({ address }) => address),
    },
    node: await kubeadmNode(host, { name: first.node, address: first.address }),
  };
}
