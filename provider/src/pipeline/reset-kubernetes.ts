import { installedPodNetwork } from "../domain/installed-version";
import { API_SERVER_NAME, clusterfilePath } from "../domain/paths";
import { removeHostsName, removePaths } from "../tools/files";
import { resetCommand } from "../tools/kubeadm";
import { cleanUpNode } from "../tools/node-cleanup";
import { runUnit } from "../tools/systemd";
import { quoteCommand } from "../lib/shell-quote";
import type { PhaseContext } from "./context";

const LIMIT_MS = 10 * 60_000;
const STEP = "reset-kubernetes";

/**
 * Takes Kubernetes off a host: pods, etcd member while the cluster answers, certificates, data, network
 * leftovers, hosts entries. What the image brought stays. Does nothing on a host that has no Kubernetes.
 */
export async function resetKubernetes(context: PhaseContext, cluster: string): Promise<void> {
  const { host, journal, report, signal } = context;
  const { exitCode } = await host.query(
    ["test", "-e", "/etc/kubernetes", "-o", "-e", "/var/lib/kubelet/config.yaml"],
    { accept: [0, 1] },
  );
  if (exitCode !== 0) return;
  report(STEP, { type: "step-started" });
  const outcome = await runUnit(host, {
    unit: `sealos-${cluster}-kubeadm-reset`,
    script: `if command -v kubeadm; then ${quoteCommand(resetCommand())}; fi`,
    timeoutMs: LIMIT_MS,
    onLine: (line, stream) => report(STEP, { type: "output", stream, line }),
    signal,
  });
  if (outcome.exitCode !== 0) {
    throw new Error(
      `kubeadm reset ended with status ${outcome.exitCode}; its last output:\n${outcome.tail}`,
    );
  }
  await host.exec(["systemctl", "stop", "kubelet"], { accept: [0, 5] });
  await cleanUpNode(host, installedPodNetwork(journal.current), { signal });
  await removeHostsName(host, API_SERVER_NAME);
  const clusterfiles = parentOf(clusterfilePath(cluster));
  await removePaths(host, ["/root/.kube", clusterfiles]);
  await host.exec(["rmdir", "--ignore-fail-on-non-empty", parentOf(clusterfiles)], {
    accept: [0, 1],
  });
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
