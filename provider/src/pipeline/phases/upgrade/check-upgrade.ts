import {
  formatKubernetesVersion,
  isKubeletSkewAllowed,
  parseKubernetesVersion,
  type KubernetesVersion,
} from "../../../domain/kubernetes-version";
import { nodeAddress } from "../../../domain/node-address";
import { configDirectory } from "../../../domain/paths";
import { gatherFacts } from "../../../tools/facts";
import { removePaths, writeFile } from "../../../tools/files";
import { pullImagesCommand } from "../../../tools/kubeadm";
import { getNodes, type ClusterNode } from "../../../tools/kubectl";
import { isCommandError } from "../../../transports/errors";
import { reasonOf } from "../../errors";
import { clusterDocuments, kubeadmNode } from "../../join-material";
import { knownInput, type Phase } from "../../phase";
import { etcdStanding } from "../../quorum";
import { requireStaged } from "../../upgrade/require-staged";
import type { ClusterUpgrade, ClusterUpgradeContext } from "./context";
import { stagedKubeadm } from "./files";

const PULL_LIMIT_MS = 20 * 60_000;

/** Refuses an upgrade that would break off: asked once, before anything of the running cluster is changed. */
export const checkUpgrade: Phase<ClusterUpgrade, ClusterUpgradeContext> = {
  step: "check-upgrade",
  title: "Check that the cluster can be upgraded",
  readOnly: true,

  plan: ({ to, isDue }) =>
    isDue === false
      ? undefined
      : {
          lines:
            isDue === undefined
              ? undefined
              : [to ? `check that nodes, etcd, hosts and images are ready for ${to}` : undefined],
          input: knownInput({ to }),
        },

  async run(context, { cluster, to: wanted }) {
    const to = parseKubernetesVersion(wanted ?? "");
    if (to === undefined) throw new Error(`rootfs: ${wanted ?? "its label"} is no version`);
    const found = [
      ...nodeReasons(await getNodes(context.host, { signal: context.signal }), to),
      ...(await etcdReasons(context)),
      ...(await stagingReasons(context, cluster, formatKubernetesVersion(to))),
    ];
    if (found.length > 0) throw new Error(refused(formatKubernetesVersion(to), found));
    await pullImages(context, cluster, to);
    return undefined;
  },
};

function nodeReasons(nodes: readonly ClusterNode[], to: KubernetesVersion): readonly string[] {
  return nodes.flatMap(({ name, ready, readyMessage, version, upgradingTo }) => {
    const kubelet = parseKubernetesVersion(version);
    if (!ready && upgradingTo === undefined) {
      return [`${name} is not Ready (${readyMessage || "its kubelet does not report"})`];
    }
    if (kubelet !== undefined && !isKubeletSkewAllowed(to, kubelet)) {
      return [
        `the kubelet of ${name} is ${version}, too far from ${formatKubernetesVersion(to)}: upgrade that node first`,
      ];
    }
    return [];
  });
}

async function etcdReasons({ host }: ClusterUpgradeContext): Promise<readonly string[]> {
  const members = await etcdStanding(host);
  return members
    .filter(({ isLiving }) => !isLiving)
    .map(({ name }) => `the etcd member of ${name} does not answer`);
}

async function stagingReasons(
  { controlPlanes }: ClusterUpgradeContext,
  cluster: string,
  to: string,
): Promise<readonly string[]> {
  const looks = await Promise.allSettled(
    controlPlanes.map(({ node, host }) => requireStaged(host, { cluster, node, to })),
  );
  return looks.flatMap((look) => (look.status === "rejected" ? [reasonOf(look.reason)] : []));
}

/** What kubeadm will ask the registry for must be there: pulled now, an image that is missing stops nothing halfway. */
async function pullImages(
  { host, report, signal }: ClusterUpgradeContext,
  cluster: string,
  to: KubernetesVersion,
): Promise<void> {
  const facts = await gatherFacts(host);
  const address = nodeAddress(host.host, facts);
  const node = await kubeadmNode(host, { name: facts.hostname, address });
  const documents = await clusterDocuments(host, node, to);
  const path = `${configDirectory(cluster)}/kubeadm-images.yaml`;
  await writeFile(host, path, atVersion(documents, to), 0o600);
  try {
    await host.exec(pullImagesCommand(path, stagedKubeadm(cluster)), {
      timeoutMs: PULL_LIMIT_MS,
      signal,
      onLine: (line, stream) => report("check-upgrade", { type: "output", stream, line }),
    });
  } catch (error) {
    if (!isCommandError(error)) throw error;
    throw new Error(imageMissing(error.stderr), { cause: error });
  } finally {
    await removePaths(host, [path]);
  }
}

function atVersion(documents: string, to: KubernetesVersion): string {
  return documents.replace(
    /^kubernetesVersion:.*$/m,
    `kubernetesVersion: ${formatKubernetesVersion(to)}`,
  );
}

function refused(to: string, reasons: readonly string[]): string {
  return `the cluster is not ready to be upgraded to ${to}, and nothing of it was changed:\n${reasons.map((reason) => `- ${reason}`).join("\n")}\nMend that; the next apply checks again.`;
}

function imageMissing(said: string): string {
  return `an image of the new control plane cannot be had, and nothing of the cluster was changed:\n${said.trim()}\nThe rootfs image must bring it in its registry directory, and the registry's host must have been applied.`;
}
