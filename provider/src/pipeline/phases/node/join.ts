import type { KubeadmInput } from "../../../domain/kubeadm/compose-documents";
import { AUDIT_POLICY_PATH } from "../../../domain/kubeadm/default-documents";
import { joinDocuments } from "../../../domain/kubeadm/join-documents";
import {
  formatKubernetesVersion,
  type KubernetesVersion,
} from "../../../domain/kubernetes-version";
import { nodeAddress } from "../../../domain/node-address";
import type { NodeSpec } from "../../../domain/node-spec";
import { configDirectory, rootfsDirectory } from "../../../domain/paths";
import { quoteCommand } from "../../../lib/shell-quote";
import { gatherFacts } from "../../../tools/facts";
import { readFile, removePaths, writeFile } from "../../../tools/files";
import {
  createToken,
  deleteToken,
  joinCommand,
  readKubeadmVersion,
  resetCommand,
} from "../../../tools/kubeadm";
import { runUnit } from "../../../tools/systemd";
import { clusterVersion } from "../../cluster-version";
import {
  clusterDocuments,
  discoveryKubeconfig,
  kubeadmNode,
  required,
  uploadJoinCertificates,
} from "../../join-material";
import { knownInput, type Phase } from "../../phase";
import { pullControlPlaneImages } from "../../pull-control-plane-images";
import {
  awaitMember,
  removeEtcdMember,
  requireMajorityFor,
  requireMajorityWithout,
} from "../../quorum";
import type { NodeContext } from "./context";
import { ownAddress, ownNode } from "./files";

const LIMIT_MS = 15 * 60_000;
/** Holds the join's token; kubeadm removes it once the kubelet has credentials of its own. */
const BOOTSTRAP_CONFIG = "/etc/kubernetes/bootstrap-kubelet.conf";
const LEFT_BY_JOIN = `/etc/kubernetes/kubelet.conf ${BOOTSTRAP_CONFIG} /etc/kubernetes/pki/ca.crt /etc/kubernetes/manifests/*.yaml`;
/** Join material lives no longer than a join may take. */
const TOKEN_LIFE = "20m";

/** Joins the cluster, with a token and keys that are made for this join alone. */
export const join: Phase<NodeSpec, NodeContext> = {
  step: "join",
  title: "Join the cluster",

  plan: ({ clusterId, name, role }) => ({
    lines: [role && `kubeadm join as ${role}`],
    input: knownInput({ clusterId, name, role }),
  }),

  async run(context, spec) {
    if ((await ownNode(context, spec)) !== undefined) {
      // A join that broke off after the kubelet had registered did not come to this. The first two hold its token.
      const { name } = context.cluster;
      const left = [BOOTSTRAP_CONFIG, joinFile(name, spec), discoveryFile(name)];
      await removePaths(context.host, left);
      return undefined;
    }
    if (spec.role === "control-plane") {
      await pullControlPlaneImages(context, spec, await requireClusterVersion(context, spec));
      await context.membership(() => joinControlPlane(context, spec));
    } else {
      await joinOnce(context, spec);
    }
    return { kubeletConfig: spec.kubeletConfig };
  },
};

/** Etcd must be able to take the member in, and is asked afterwards whether it did. */
async function joinControlPlane(context: NodeContext, spec: NodeSpec): Promise<void> {
  const { api, host, signal } = context;
  const { name } = spec;
  if (api.host === host.host) throw new Error(onlyControlPlane(name));
  await requireMajorityWithout(api, name);
  // What a join that broke off, or a machine of that name before this one, left in the books.
  await removeEtcdMember(api, { name, address: ownAddress(context, spec) });
  await requireMajorityFor(api, name);
  await joinOnce(context, spec);
  await awaitMember(api, name, signal);
}

async function joinOnce(context: NodeContext, spec: NodeSpec): Promise<void> {
  const { api, host, cluster, signal } = context;
  const kubernetes = await requireClusterVersion(context, spec);
  const [input, kubeconfig] = await Promise.all([
    kubeadmInput(context, spec, kubernetes),
    discoveryKubeconfig(api, { signal }),
  ]);
  const [file, path] = [joinFile(cluster.name, spec), discoveryFile(cluster.name)];
  const token = await createToken(api, TOKEN_LIFE, { signal });
  try {
    const certificateKey =
      spec.role === "control-plane" ? await prepareControlPlane(context, input) : undefined;
    const discovery = { path, token: token.token };
    const material = { role: spec.role, discovery, certificateKey } as const;
    await writeFile(host, path, kubeconfig, 0o600);
    await writeFile(host, file, required(joinDocuments(input, material)), 0o600);
    await runJoin(context, file);
  } finally {
    await removePaths(host, [file, path]);
    await deleteToken(api, token);
  }
}

/** The host's version. A node of another than its control planes' would not survive their next change, or never start. */
async function requireClusterVersion(
  { api, host, signal }: NodeContext,
  { name }: NodeSpec,
): Promise<KubernetesVersion> {
  const [kubernetes, cluster] = await Promise.all([
    readKubeadmVersion(host, { signal }),
    clusterVersion(api),
  ]);
  const own = formatKubernetesVersion(kubernetes);
  if (cluster !== undefined && cluster !== own) throw new Error(otherVersion(name, own, cluster));
  return kubernetes;
}

/** What `kubeadm join` reads; holds secrets. Its name is that of sealos, so that its command line finds what it expects. */
function joinFile(cluster: string, { role }: NodeSpec): string {
  return `${configDirectory(cluster)}/kubeadm-join-${role === "worker" ? "node" : "master"}.yaml`;
}

function discoveryFile(cluster: string): string {
  return `${configDirectory(cluster)}/discovery.conf`;
}

/** A control plane needs the others' certificates and the audit policy that the API server reads. */
async function prepareControlPlane(
  { api, host, cluster }: NodeContext,
  { cluster: { kubernetes } }: KubeadmInput,
): Promise<string> {
  const policy = await readFile(host, `${rootfsDirectory(cluster.name)}/statics/audit-policy.yml`);
  if (policy !== undefined) await writeFile(host, AUDIT_POLICY_PATH, policy, 0o644);
  const facts = await gatherFacts(api);
  const living = await kubeadmNode(api, {
    name: facts.hostname,
    address: nodeAddress(api.host, facts),
  });
  const documents = await clusterDocuments(api, living, kubernetes);
  return uploadJoinCertificates(
    api,
    documents,
    `${configDirectory(cluster.name)}/kubeadm-upload.yaml`,
  );
}

async function runJoin(
  { host, cluster, report, signal }: NodeContext,
  file: string,
): Promise<void> {
  const { exitCode, tail } = await runUnit(host, {
    unit: `sealos-${cluster.name}-kubeadm-join`,
    // A join that broke off leaves files that the next one refuses; this machine is no node, so they go.
    script: [
      "set -e",
      `for left in ${LEFT_BY_JOIN}; do [ ! -e "$left" ] || { ${quoteCommand(resetCommand())}; break; }; done`,
      quoteCommand(joinCommand(file)),
    ].join("\n"),
    timeoutMs: LIMIT_MS,
    onLine: (line, stream) => report("join", { type: "output", stream, line }),
    signal,
  });
  if (exitCode !== 0) throw new Error(joinFailed(exitCode, tail));
}

async function kubeadmInput(
  context: NodeContext,
  spec: NodeSpec,
  kubernetes: KubernetesVersion,
): Promise<KubeadmInput> {
  const { host, cluster } = context;
  const image = await readFile(host, `${rootfsDirectory(cluster.name)}/etc/kubeadm.yml`);
  return {
    hasAuditPolicy: false,
    hasIpvs: context.facts.kernelFeatures.ipVs,
    imageDocuments: image?.toString("utf8"),
    userDocuments: cluster.kubeadmDocuments,
    cluster: { kubernetes, endpoint: cluster.endpoint, certSans: [], controlPlaneAddresses: [] },
    node: await kubeadmNode(host, {
      name: spec.name,
      address: ownAddress(context, spec),
      taints: spec.taints ?? undefined,
    }),
  };
}

function onlyControlPlane(name: string): string {
  return `the cluster has no node "${name}", but ${name} is the control plane that answers for it: joining would wipe the cluster. Bring its node object back on that host: systemctl restart kubelet; kubeadm init phase mark-control-plane --node-name ${name}.`;
}

function otherVersion(name: string, host: string, cluster: string): string {
  return `${name} has Kubernetes ${host}, but the cluster runs ${cluster}, so it does not join. Give its sealos_host the image that the cluster has; to bring the cluster to ${host}, give that image to the sealos_cluster and to the hosts of all its nodes.`;
}

function joinFailed(exitCode: number, tail: string): string {
  return `kubeadm join ended with status ${exitCode}; its last output:\n${tail}\nMend what it complains about; the next apply joins again.`;
}
