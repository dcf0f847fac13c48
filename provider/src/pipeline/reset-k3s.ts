import { clearNode } from "./clear-node";
import type { PhaseContext } from "./context";
import { pathExists, removePaths } from "../tools/files";
import { K3S_CONFIG, K3S_DATA } from "../tools/k3s";
import { runUnit } from "../tools/systemd";

const LIMIT_MS = 10 * 60_000;
const STEP = "reset-k3s";

// Containers outlive k3s; the image brings the script of k3s that ends them.
const SCRIPT = `
systemctl disable --now k3s 2>/dev/null
for script in /usr/bin/k3s-killall.sh /usr/local/bin/k3s-killall.sh; do
  if [ -e "$script" ]; then bash "$script"; break; fi
done
systemctl reset-failed k3s 2>/dev/null
exit 0`;

/**
 * Takes k3s' node off a host: containers, certificates, etcd, data, network leftovers. Program, unit and what the image
 * configured stay, so that the host can join again. Does nothing on a host that is no node.
 */
export async function resetK3s(context: PhaseContext, cluster: string): Promise<void> {
  const { host, report, signal } = context;
  if (!(await pathExists(host, K3S_CONFIG))) return;
  report(STEP, { type: "step-started" });
  await runUnit(host, {
    unit: `sealos-${cluster}-${STEP}`,
    script: SCRIPT,
    timeoutMs: LIMIT_MS,
    onLine: (line, stream) => report(STEP, { type: "output", stream, line }),
    signal,
  });
  await removePaths(host, [K3S_DATA, "/etc/rancher/k3s/k3s.yaml", "/etc/rancher/node"]);
  await clearNode(context, cluster);
  await removePaths(host, [K3S_CONFIG]); // last: what broke off before is done again
}
