import type { K3sOptions } from "../../../domain/k3s/options";
import { poll } from "../../../lib/poll";
import { linkKnownPlaces } from "../../../tools/k3s";
import { getNodes, readyCommand } from "../../../tools/kubectl";
import { runUnit } from "../../../tools/systemd";
import type { PhaseContext } from "../../context";
import type { ClusterContext } from "../cluster/context";

/** The step that founds a cluster. */
export const FOUNDING_STEP = "k3s-init";

/** The options that the cluster was founded with; servers that join have the same. */
export function foundingOptions({ journal }: ClusterContext): K3sOptions {
  const note = journal.current.notes[FOUNDING_STEP] as
    { readonly options?: K3sOptions } | undefined;
  return note?.options ?? {};
}

const LIMIT_MS = 15 * 60_000;
const API_LIMIT_MS = 3 * 60_000;
const PAUSE_MS = 500;

// systemd waits until k3s says that it is ready: a server with its API and etcd, an agent with its server.
const SCRIPT = [
  "systemctl daemon-reload",
  "systemctl enable k3s",
  "systemctl restart k3s || { journalctl --unit=k3s --lines=20 --output=cat; exit 1; }",
].join("\n");

/** Starts k3s with what its configuration says, now and whenever the host starts. */
export async function startK3s(
  { host, report, signal }: PhaseContext,
  { step, cluster }: { readonly step: string; readonly cluster: string },
): Promise<void> {
  const { exitCode, tail } = await runUnit(host, {
    unit: `sealos-${cluster}-${step}`,
    script: SCRIPT,
    timeoutMs: LIMIT_MS,
    onLine: (line, stream) => report(step, { type: "output", stream, line }),
    signal,
  });
  if (exitCode !== 0) throw new Error(notStarted(tail));
}

/** Makes a server that runs answer to whoever asks a control plane, and waits until it does and knows its own node. */
export async function openServer({ host, signal }: PhaseContext, node: string): Promise<void> {
  await linkKnownPlaces(host);
  const isOpen = async (): Promise<boolean> =>
    (await host.query(readyCommand(), { accept: [0, 1] })).exitCode === 0 &&
    (await getNodes(host, { signal })).some(({ name }) => name === node);
  if (await poll(isOpen, { limitMs: API_LIMIT_MS, pauseMs: PAUSE_MS, signal })) return;
  throw new Error(
    `k3s runs, but its API does not know the node ${node} within 3 minutes. Read \`journalctl -u k3s\` on the host; the next apply goes on.`,
  );
}

function notStarted(tail: string): string {
  return `k3s does not start; its last output:\n${tail}\nMend what it complains about; options come from k3s_config. The next apply starts it again.`;
}
