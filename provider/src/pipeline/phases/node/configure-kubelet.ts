import type { HostJournal } from "../../../domain/host-journal";
import type { NodeSpec } from "../../../domain/node-spec";
import { delay } from "../../../lib/delay";
import { pathExists, readFile, removePaths, writeFile } from "../../../tools/files";
import { takeKubeletConfigCommand } from "../../../tools/kubeadm";
import { getNodes } from "../../../tools/kubectl";
import type { Runner } from "../../../transports/runner";
import { awaitNode } from "../../await-node";
import { knownInput, type Phase } from "../../phase";
import type { NodeContext } from "./context";

const STEP = "configure-kubelet";
const KUBELET_CONFIG = "/var/lib/kubelet/config.yaml";
/** Where it is found, the configuration was written and the kubelet was not restarted. */
const OWED = "/var/lib/kubelet/.cdktf-sealos-restart";
/** A kubelet that cannot live with its configuration ends in its first seconds. */
const TRIAL_SECONDS = 5;

/** The kubelet runs with the configuration that the cluster keeps for all of them. */
export const configureKubelet: Phase<NodeSpec, NodeContext> = {
  step: STEP,
  title: "Configure the kubelet",

  plan: ({ kubeletConfig }) =>
    kubeletConfig === null
      ? undefined
      : {
          lines:
            kubeletConfig === undefined
              ? undefined
              : ["take over the cluster's kubelet configuration and restart the kubelet"],
          input: knownInput({ kubeletConfig }),
        },

  isDoneAlready: hasJoinedWithIt,

  async run(context, spec) {
    const { host, report, signal } = context;
    const before = await readFile(host, KUBELET_CONFIG);
    const isOwed = await pathExists(host, OWED);
    await writeFile(host, OWED, "", 0o600);
    await host.exec(takeKubeletConfigCommand(), {
      signal,
      onLine: (line, stream) => report(STEP, { type: "output", stream, line }),
    });
    const after = await readFile(host, KUBELET_CONFIG);
    if (isOwed || before === undefined || after?.equals(before) !== true) {
      await restart(context, spec, before);
    }
    await removePaths(host, [OWED]);
    return undefined;
  },
};

/** A node that was made or joined with this configuration took it over then. */
function hasJoinedWithIt({ steps, notes }: HostJournal, { kubeletConfig }: NodeSpec): boolean {
  const joined = (notes["join"] ?? {}) as { readonly kubeletConfig?: string | null };
  const made = (notes["kubeadm-init"] ?? {}) as { readonly settings?: { kubelet?: string } };
  return !(STEP in steps) && [joined.kubeletConfig, made.settings?.kubelet].includes(kubeletConfig);
}

/** A configuration that the kubelet does not survive is taken back. One that it survives first calls its node not Ready, for seconds. */
async function restart(
  { host, api, signal }: NodeContext,
  spec: NodeSpec,
  before: Buffer | undefined,
): Promise<void> {
  const { name } = spec;
  const notOf = (await getNodes(api, { signal })).find((node) => node.name === name)?.heardAt;
  await host.exec(["systemctl", "restart", "kubelet"], { signal });
  const started = await mainProcess(host);
  await delay(TRIAL_SECONDS * 1_000, signal);
  signal.throwIfAborted();
  if (started !== "0" && (await mainProcess(host)) === started) {
    await awaitNode(api, spec, { notOf, signal });
    return;
  }
  const { stdout } = await host.query(["journalctl", "-u", "kubelet", "-n", "10", "-o", "cat"], {
    accept: [0, 1],
  });
  if (before !== undefined) {
    await writeFile(host, KUBELET_CONFIG, before, 0o644);
    await host.exec(["systemctl", "restart", "kubelet"], { signal });
  }
  throw new Error(
    `the kubelet of ${name} does not run with its new configuration, and was given the old one back; its last output:\n${stdout.trim()}\nCorrect the KubeletConfiguration in kubeadm_config and apply again.`,
  );
}

async function mainProcess(host: Runner): Promise<string> {
  const words = ["systemctl", "show", "kubelet", "--property=MainPID", "--value"] as const;
  return (await host.query(words)).stdout.trim();
}
