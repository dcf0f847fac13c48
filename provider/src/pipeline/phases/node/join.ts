import type { KubeadmInput } from "../../../domain/kubeadm/compose-documents";
import { joinDocuments } from "../../../domain/kubeadm/join-documents";
import { AUDIT_POLICY_PATH } from "../../../domain/kubeadm/default-documents";
import {
  formatKubernetesVersion,
  isAtLeastMinor,
  type KubernetesVersion,
} from "../../../domain/kubernetes-version";
import type { NodeSpec } from "../../../domain/node-spec";
import { configDirectory, rootfsDirectory } from "../../../domain/paths";
import { quoteCommand } from "../../../lib/shell-quote";
import { findContainerRuntime } from "../../../tools/container-runtime";
import { readFile, removePaths, writeFile } from "../../../tools/files";
import {
  createToken,
  deleteToken,
  joinCommand,
  pullImagesCommand,
  readKubeadmVersion,
  resetCommand,
  uploadCertificates,
  type JoinToken,
} from "../../../tools/kubeadm";
import { readSystemConfigMap } from "../../../tools/kubectl";
import { runUnit } from "../../../tools/systemd";
import { knownInput, type Phase } from "../../phase";
import type { NodeContext } from "./context";
import { ownAddress, ownNode } from "./files";

const LIMIT_MS = 15 * 60_000;
/** Join material lives no longer than a join may take. */
const TOKEN_LIFE = "20m";

/** Joins the cluster, with a token and keys that are made for this join alone. */
export const join: Phase<NodeSpec, NodeContext> = {
  step: "join",
  title: "Join the cluster",

  plan: ({ clusterId, name, role }) => ({
    lines: [`kubeadm join as ${role ?? "node"}`],
    input: knownInput({ clusterId, name, role }),
  }),

  async run(context, spec) {
    if ((await ownNode(context, spec)) !== undefined) return undefined;
    const attempt = (): Promise<void> => joinOnce(context, spec);
    await (spec.role === "control-plane" ? context.membership(attempt) : attempt());
    return undefined;
  },
};

async function joinOnce(context: NodeContext, spec: NodeSpec): Promise<void> {
  const { api, host, cluster, signal } = context;
  const path = `${configDirectory(cluster.name)}/kubeadm-join-${spec.role === "worker" ? "node" : "master"}.yaml`;
  const kubernetes = await readKubeadmVersion(host, { signal });
  const token = await createToken(api, TOKEN_LIFE, { signal });
  try {
    const certificateKey =
      spec.role === "control-plane" ? await uploadKey(context, kubernetes) : undefined;
    if (spec.role === "control-plane") await copyAuditPolicy(context);
    const { value, issues } = joinDocuments(await kubeadmInput(context, spec, kubernetes), {
      role: spec.role,
      discovery: { by: "token", ...discoveryOf(context, token) },
      certificateKey,
    });
    if (value === undefined) throw new Error(issues.map(({ detail }) => detail).join("\n"));
    await writeFile(host, path, value, 0o600);
    await runJoin(context, spec, path, kubernetes);
  } finally {
    await removePaths(host, [path]);
    await deleteToken(api, token);
  }
}

async function runJoin(
  { host, cluster, report, signal }: NodeContext,
  spec: NodeSpec,
  path: string,
  kubernetes: KubernetesVersion,
): Promise<void> {
  const pull = spec.role === "control-plane" && isAtLeastMinor(kubernetes, 22);
  const { exitCode, tail } = await runUnit(host, {
    unit: `sealos-${cluster.name}-kubeadm-join`,
    // A join that broke off leaves files that the next one refuses; this machine is no node, so they go.
    script: [
      "set -e",
      `if [ -e /etc/kubernetes/kubelet.conf ] || ls /etc/kubernetes/manifests/*.yaml >/dev/null 2>&1; then ${quoteCommand(resetCommand())}; fi`,
      ...(pull ? [quoteCommand(pullImagesCommand(path))] : []),
      quoteCommand(joinCommand(path)),
    ].join("\n"),
    timeoutMs: LIMIT_MS,
    onLine: (line, stream) => report("join", { type: "output", stream, line }),
    signal,
  });
  if (exitCode !== 0) {
    throw new Error(
      `kubeadm join ended with status ${exitCode}; its last output:\n${tail}\nMend what it complains about; the next apply joins again.`,
    );
  }
}

function discoveryOf(
  { cluster }: NodeContext,
  { token, caCertHash }: JoinToken,
): { endpoint: string; token: string; caCertHashes: readonly string[] } {
  return { endpoint: `${cluster.endpoint.domain}:${cluster.endpoint.port}`, token, caCertHashes: [caCertHash] };
}

/** Puts the control plane's certificates into the cluster, encrypted; only their key travels. */
async function uploadKey(
  { api, cluster, signal }: NodeContext,
  kubernetes: KubernetesVersion,
): Promise<string> {
  const path = `${configDirectory(cluster.name)}/kubeadm-upload.yaml`;
  const kubeadm = await readSystemConfigMap(api, "kubeadm-config", { signal });
  const documents = kubeadm?.["ClusterConfiguration"];
  if (documents === undefined) {
    throw new Error(
      `the cluster has no ConfigMap kube-system/kubeadm-config, which kubeadm ${formatKubernetesVersion(kubernetes)} needs for a join. Restore it: kubeadm init phase upload-config kubeadm --config FILE.`,
    );
  }
  await writeFile(api, path, documents, 0o600);
  return uploadCertificates(api, path, { signal });
}

async function copyAuditPolicy({ host, cluster }: NodeContext): Promise<void> {
  const policy = await readFile(host, `${rootfsDirectory(cluster.name)}/statics/audit-policy.yml`);
  if (policy !== undefined) await writeFile(host, AUDIT_POLICY_PATH, policy, 0o644);
}

async function kubeadmInput(
  context: NodeContext,
  spec: NodeSpec,
  kubernetes: KubernetesVersion,
): Promise<KubeadmInput> {
  const runtime = await findContainerRuntime(context.host);
  if (runtime === undefined) throw new Error("the host has no container runtime; its sealos_host is not prepared");
  return {
    hasAuditPolicy: false,
    hasIpvs: false,
    imageDocuments: undefined,
    userDocuments: [],
    cluster: {
      kubernetes,
      endpoint: context.cluster.endpoint,
      certSans: [],
      controlPlaneAddresses: [],
    },
    node: {
      name: spec.name,
      address: ownAddress(context, spec),
      criSocket: runtime.socket,
      taints: spec.taints ?? undefined,
    },
  };
}
