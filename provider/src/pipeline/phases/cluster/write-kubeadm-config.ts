import type { ClusterSpec } from "../../../domain/cluster-spec";
import type { KubeadmInput } from "../../../domain/kubeadm/compose-documents";
import { AUDIT_POLICY_PATH } from "../../../domain/kubeadm/default-documents";
import { initDocuments } from "../../../domain/kubeadm/init-documents";
import { parseKubernetesVersion } from "../../../domain/kubernetes-version";
import { rootfsDirectory } from "../../../domain/paths";
import { readFile, removeHostsName, setHostsName, writeFile } from "../../../tools/files";
import { kubeadmNode, required } from "../../join-material";
import { knownInput, type Phase } from "../../phase";
import type { ClusterContext } from "./context";
import { addressesOf, decidedEndpoint, firstControlPlane, initDocumentsPath } from "./files";

/** Writes the documents for `kubeadm init`, and what the control plane needs beside them. */
export const writeKubeadmConfig: Phase<ClusterSpec, ClusterContext> = {
  step: "write-kubeadm-config",
  title: "Write the kubeadm configuration",

  plan: ({ name, rootfs, endpoint, podSubnet, serviceSubnet, certSans, kubeadmDocuments }) => ({
    lines: ["write the kubeadm configuration"],
    input: knownInput({
      name,
      rootfs: rootfs?.treeDigest,
      endpoint: endpoint && { ...endpoint },
      podSubnet,
      serviceSubnet,
      certSans,
      kubeadmDocuments,
    }),
  }),

  async run(context, spec) {
    const { host } = context;
    const { address } = firstControlPlane(context, spec);
    await setHostsName(host, decidedEndpoint(context).domain, [address]);
    const hasAuditPolicy = await copyAuditPolicy(context, spec);
    const documents = initDocuments(await kubeadmInput(context, spec, hasAuditPolicy));
    documents.issues.forEach(({ detail }) =>
      context.report("write-kubeadm-config", { type: "note", message: detail }),
    );
    await writeFile(host, initDocumentsPath(spec), required(documents), 0o600);
    return undefined;
  },

  async undo({ host }, { endpoint }) {
    await removeHostsName(host, endpoint.domain);
  },
};

async function kubeadmInput(
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
      controlPlaneAddresses: addressesOf(context, spec).map(({ address }) => address),
    },
    node: await kubeadmNode(host, { name: first.node, address: first.address }),
  };
}

/** The image's audit policy is used where it has one. */
async function copyAuditPolicy({ host }: ClusterContext, spec: ClusterSpec): Promise<boolean> {
  const policy = await readFile(host, `${rootfsDirectory(spec.name)}/statics/audit-policy.yml`);
  if (policy === undefined) return false;
  await writeFile(host, AUDIT_POLICY_PATH, policy, 0o644);
  return true;
}
