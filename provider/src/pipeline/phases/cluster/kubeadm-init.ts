import type { ClusterSpec } from "../../../domain/cluster-spec";
import { isAtLeastMinor, parseKubernetesVersion } from "../../../domain/kubernetes-version";
import { quoteCommand } from "../../../lib/shell-quote";
import { pathExists } from "../../../tools/files";
import { initCommand, pullImagesCommand, resetCommand } from "../../../tools/kubeadm";
import { readSystemConfigMap } from "../../../tools/kubectl";
import { runUnit } from "../../../tools/systemd";
import { knownInput, type Phase } from "../../phase";
import { resetKubernetes } from "../../reset-kubernetes";
import { settingsNote } from "../../settings/wanted-settings";
import type { ClusterContext } from "./context";
import { initDocumentsPath } from "./files";

const LIMIT_MS = 20 * 60_000;

/** Makes the first control plane. A control plane that is complete is never made again. */
export const kubeadmInit: Phase<ClusterSpec, ClusterContext> = {
  step: "kubeadm-init",
  title: "Initialise the first control plane",

  // Its input is the cluster's identity: nothing that can change in place makes the cluster anew.
  plan: ({ name, rootfs }) => ({
    lines: [rootfs && `kubeadm init (Kubernetes ${rootfs.version ?? "of unknown version"})`],
    input: knownInput({ name }),
  }),

  async run(context, spec) {
    if (await isComplete(context)) return undefined;
    const { exitCode, tail } = await runUnit(context.host, {
      unit: `sealos-${spec.name}-kubeadm-init`,
      script: initScript(spec),
      timeoutMs: LIMIT_MS,
      onLine: (line, stream) => context.report("kubeadm-init", { type: "output", stream, line }),
      signal: context.signal,
    });
    if (exitCode !== 0) throw new Error(failed(exitCode, tail));
    return settingsNote(spec);
  },

  async undo(context, spec) {
    await resetKubernetes(context, spec.name);
  },
};

/** `kubeadm init` uploads its configuration before the add-ons, its last step: both are there in a complete cluster. */
async function isComplete({ host }: ClusterContext): Promise<boolean> {
  if (!(await pathExists(host, "/etc/kubernetes/admin.conf"))) return false;
  try {
    const found = await Promise.all([
      readSystemConfigMap(host, "kubeadm-config"),
      readSystemConfigMap(host, "kube-proxy"),
    ]);
    return found.every((data) => data !== undefined);
  } catch {
    return false;
  }
}

/** An init that broke off leaves manifests that the next one refuses: what no node has joined is reset first. */
function initScript(spec: ClusterSpec): string {
  const path = initDocumentsPath(spec);
  const version = parseKubernetesVersion(spec.rootfs.version ?? "");
  // From 1.22 on the documents forbid kubeadm to pull by itself.
  const pull = version !== undefined && isAtLeastMinor(version, 22);
  return [
    "set -e",
    `if [ -e /etc/kubernetes/manifests/kube-apiserver.yaml ]; then`,
    `  cp /etc/kubernetes/audit-policy.yml /run/cdktf-sealos-audit-policy.yml 2>/dev/null || true`,
    `  ${quoteCommand(resetCommand())}`,
    `  mkdir -p /etc/kubernetes`,
    `  mv /run/cdktf-sealos-audit-policy.yml /etc/kubernetes/audit-policy.yml 2>/dev/null || true`,
    "fi",
    ...(pull ? [quoteCommand(pullImagesCommand(path))] : []),
    quoteCommand(initCommand(path)),
  ].join("\n");
}

function failed(exitCode: number, tail: string): string {
  return `kubeadm init ended with status ${exitCode}; its last output:\n${tail}\nMend what it complains about; the next apply starts it again from a clean control plane.`;
}
