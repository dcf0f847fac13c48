import type { UpgradeSpec } from "../../../domain/upgrade-spec";
import { quoteCommand } from "../../../lib/shell-quote";
import { upgradeApplyCommand, upgradeNodeCommand } from "../../../tools/kubeadm";
import { runUnit } from "../../../tools/systemd";
import type { Phase } from "../../phase";
import type { TurnContext } from "./context";
import { stagedKubeadm, turnInput } from "./files";

const LIMIT_MS = 30 * 60_000;

/** Moves what kubeadm manages on the node to the new version: static pods, certificates, the kubelet's configuration. */
export const kubeadmUpgrade: Phase<UpgradeSpec, TurnContext> = {
  step: "kubeadm-upgrade",
  title: "Run kubeadm upgrade",

  plan: turnInput,

  async run({ host, report, signal }, spec) {
    const { exitCode, tail } = await runUnit(host, {
      unit: `sealos-${spec.cluster}-kubeadm-upgrade`,
      script: quoteCommand(commandOf(spec)),
      timeoutMs: LIMIT_MS,
      onLine: (line, stream) => report("kubeadm-upgrade", { type: "output", stream, line }),
      signal,
    });
    if (exitCode !== 0) throw new Error(failed(spec, exitCode, tail));
    return undefined;
  },
};

function commandOf({ cluster, verb, to }: UpgradeSpec): readonly string[] {
  const program = stagedKubeadm(cluster);
  return verb === "apply" ? upgradeApplyCommand(program, to ?? "") : upgradeNodeCommand(program);
}

function failed({ verb }: UpgradeSpec, exitCode: number, tail: string): string {
  return `kubeadm upgrade ${verb} ended with status ${exitCode}; its last output:\n${tail}\nMend what it complains about; the next apply runs it again.`;
}
