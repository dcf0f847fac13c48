import { nodeAddress } from "../domain/node-address";
import type { KubernetesVersion } from "../domain/kubernetes-version";
import type { NodeSpec } from "../domain/node-spec";
import { configDirectory } from "../domain/paths";
import { quoteCommand } from "../lib/shell-quote";
import { removePaths, writeFile } from "../tools/files";
import { pullImagesCommand } from "../tools/kubeadm";
import { runUnit } from "../tools/systemd";
import { clusterDocuments, kubeadmNode } from "./join-material";
import type { NodeContext } from "./phases/node/context";

const LIMIT_MS = 15 * 60_000;

/**
 * Pulls the images of a control plane to a host that is to become one. Control planes join one at a time; what is there before its turn
 * keeps nobody waiting. From 1.22 on the documents forbid kubeadm to pull by itself.
 *
 * @throws Error with the last output when an image does not come.
 */
export async function pullControlPlaneImages(
  context: NodeContext,
  spec: NodeSpec,
  kubernetes: KubernetesVersion,
): Promise<void> {
  const { api, host, cluster, report, signal } = context;
  const node = await kubeadmNode(host, {
    name: spec.name,
    address: nodeAddress(spec.host.address, context.facts),
  });
  const documents = `${configDirectory(cluster.name)}/kubeadm-images.yaml`;
  await writeFile(host, documents, await clusterDocuments(api, node, kubernetes), 0o600);
  try {
    const { exitCode, tail } = await runUnit(host, {
      unit: `sealos-${cluster.name}-kubeadm-images`,
      script: quoteCommand(pullImagesCommand(documents)),
      timeoutMs: LIMIT_MS,
      onLine: (line, stream) => report("join", { type: "output", stream, line }),
      signal,
    });
    if (exitCode !== 0) throw new Error(pullFailed(exitCode, tail));
  } finally {
    await removePaths(host, [documents]);
  }
}

function pullFailed(exitCode: number, tail: string): string {
  return `kubeadm config images pull ended with status ${exitCode}; its last output:\n${tail}\nSee that the cluster's registry answers and has them; the next apply pulls again.`;
}
