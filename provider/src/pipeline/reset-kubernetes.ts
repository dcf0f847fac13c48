import { findContainerRuntime } from "../tools/container-runtime";
import { pathExists } from "../tools/files";
import { resetCommand } from "../tools/kubeadm";
import { runUnit } from "../tools/systemd";
import { quoteCommand } from "../lib/shell-quote";
import { clearNode, KUBERNETES_CONFIG } from "./clear-node";
import type { PhaseContext } from "./context";

const LIMIT_MS = 10 * 60_000;
const STEP = "reset-kubernetes";

/**
 * Takes Kubernetes off a host: pods, certificates, data, network leftovers, hosts entries. What the image brought stays. Does nothing on a
 * host that has no Kubernetes.
 */
export async function resetKubernetes(context: PhaseContext, cluster: string): Promise<void> {
  const { host, report, signal } = context;
  if (!(await pathExists(host, KUBERNETES_CONFIG, "/var/lib/kubelet/config.yaml"))) return;
  report(STEP, { type: "step-started" });
  const command = resetCommand({ criSocket: (await findContainerRuntime(host))?.socket });
  const outcome = await runUnit(host, {
    unit: `sealos-${cluster}-kubeadm-reset`,
    script: `if command -v kubeadm; then ${quoteCommand(command)}; fi`,
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
  await clearNode(context, cluster);
}
