import type { ClusterSpec } from "../../../domain/cluster-spec";
import { AUDIT_POLICY_PATH } from "../../../domain/kubeadm/default-documents";
import { initDocuments } from "../../../domain/kubeadm/init-documents";
import { rootfsDirectory } from "../../../domain/paths";
import { readFile, removeHostsName, setHostsName, writeFile } from "../../../tools/files";
import { required } from "../../join-material";
import { knownInput, type Phase } from "../../phase";
import { kubeadmInput } from "../../settings/kubeadm-input";
import type { ClusterContext } from "./context";
import { decidedEndpoint, firstControlPlane, initDocumentsPath } from "./files";

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

/** The image's audit policy is used where it has one. */
async function copyAuditPolicy({ host }: ClusterContext, spec: ClusterSpec): Promise<boolean> {
  const policy = await readFile(host, `${rootfsDirectory(spec.name)}/statics/audit-policy.yml`);
  if (policy === undefined) return false;
  await writeFile(host, AUDIT_POLICY_PATH, policy, 0o644);
  return true;
}
