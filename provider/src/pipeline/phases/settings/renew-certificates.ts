import type { ClusterSpec } from "../../../domain/cluster-spec";
import { ADMIN_KUBECONFIG } from "../../../domain/paths";
import { pathExists, removePaths, writeFile } from "../../../tools/files";
import { readCertificatesEnd, renewCertificatesCommand } from "../../../tools/kubeadm";
import type { Runner } from "../../../transports/runner";
import { knownInput, type Phase } from "../../phase";
import { manifestPath, restartComponents, type StaticPodName } from "../../settings/component";
import { eachControlPlane } from "../../settings/each-control-plane";
import type { ClusterContext, ControlPlaneMember } from "../cluster/context";

const STEP = "renew-certificates";
const LIMIT_MS = 3 * 60_000;
/** Where it is found, certificates were renewed and not everything that reads them was restarted. */
const OWED = "/etc/kubernetes/.cdktf-sealos-restart";
const COMPONENTS: readonly StaticPodName[] = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
];

/** The control planes' certificates are signed anew before they expire, one control plane after the other. */
export const renewCertificates: Phase<ClusterSpec, ClusterContext> = {
  step: STEP,
  title: "Renew the certificates",

  plan: ({ renewal }) =>
    renewal === null
      ? undefined
      : {
          lines: renewal && [
            `renew the certificates (the first expires ${renewal.expiresAt}) and restart every control plane, one at a time`,
          ],
          input: knownInput({ expiresAt: renewal?.expiresAt }),
        },

  async run(context, { renewal }) {
    if (renewal === null) return undefined;
    await eachControlPlane(context, (member) => renewOne(context, member, renewal.dueBefore));
    return undefined;
  },
};

async function renewOne(
  { report, signal }: ClusterContext,
  member: ControlPlaneMember,
  dueBefore: string,
): Promise<void> {
  const { host } = member;
  const end = await readCertificatesEnd(host, { signal });
  const isDue = end === undefined || Date.parse(end) < Date.parse(dueBefore);
  if (isDue) {
    await writeFile(host, OWED, "", 0o600);
    await host.exec(renewCertificatesCommand(), {
      signal,
      timeoutMs: LIMIT_MS,
      onLine: (line, stream) => report(STEP, { type: "output", stream, line }),
    });
  }
  if (!isDue && !(await pathExists(host, OWED))) return;
  await refreshKubeconfig(host);
  await restartComponents(member, await componentsOn(host), signal);
  await removePaths(host, [OWED]);
}

async function componentsOn(host: Runner): Promise<readonly StaticPodName[]> {
  const isThere = await Promise.all(COMPONENTS.map((name) => pathExists(host, manifestPath(name))));
  return COMPONENTS.filter((_, index) => isThere[index]);
}

/** Root's own copy would stop working with the certificate in it. */
async function refreshKubeconfig(host: Runner): Promise<void> {
  const copy = "/root/.kube/config";
  if (await pathExists(host, copy))
    await host.exec(["install", "-D", "-m", "0600", ADMIN_KUBECONFIG, copy]);
}
