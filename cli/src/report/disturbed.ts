import type { Change } from "./change";
import { maxUnavailable } from "./max-unavailable";
import { effectOf } from "./effects";
import type { ClusterReport, HostReport, StepReport } from "./report-schema";

/** What Terraform works on side by side unless told otherwise. */
export const TERRAFORM_PARALLELISM = 10;

/** Which hosts that serve are disturbed, how many of them at once at most, and what bounds it. */
export function disturbed(
  cluster: Change | undefined,
  hosts: readonly HostReport[],
): ClusterReport["disturbed"] {
  const touched = hosts.filter((host) => host.is_serving && host.disturbance !== "none");
  const names = touched.map(({ name }) => name);
  if (cluster?.action === "delete" || cluster?.action === "replace") {
    const all = hosts.filter(({ is_serving: isServing }) => isServing).map(({ name }) => name);
    return { hosts: all, at_once: all.length, why: "the cluster goes as a whole" };
  }
  const bounds = WAVES.map((wave) => wave(touched, cluster)).filter(({ count }) => count > 0);
  // Hosts, then the cluster, then nodes: only what leaves does not wait for the others.
  const leaving = bounds.filter(({ leaves }) => leaves).reduce((sum, { count }) => sum + count, 0);
  const turns = Math.max(0, ...bounds.filter(({ leaves }) => !leaves).map(({ count }) => count));
  return {
    hosts: names,
    at_once: Math.min(names.length, leaving + turns),
    why: bounds.map(({ why }) => why).join("; "),
  };
}

/** Hosts that are disturbed in the same way, how many of them at once, and why not more. */
interface Wave {
  readonly count: number;
  readonly leaves: boolean;
  readonly why: string;
}

const WAVES: readonly ((hosts: readonly HostReport[], cluster: Change | undefined) => Wave)[] = [
  (hosts) => ({
    count: Math.min(1, hosts.filter((host) => isTurn(host, "control-plane")).length),
    leaves: false,
    why: "control planes one by one",
  }),
  (hosts, cluster) => {
    const workers = hosts.filter((host) => isTurn(host, "worker")).length;
    const limit = maxUnavailable(cluster);
    return {
      count: Math.min(limit, workers),
      leaves: false,
      why: `workers ${limit} at a time (upgrade.max_unavailable)`,
    };
  },
  (hosts) => ({
    count: Math.min(1, hosts.filter((host) => isRestart(host) && !restartsItself(host)).length),
    leaves: false,
    why: "settings reach one node after the other",
  }),
  (hosts) => ({
    count: Math.min(TERRAFORM_PARALLELISM, hosts.filter(restartsItself).length),
    leaves: false,
    why: `restarts of components up to ${TERRAFORM_PARALLELISM} at a time (Terraform's -parallelism)`,
  }),
  (hosts) => ({
    count: Math.min(1, hosts.filter((host) => isLeaving(host, "control-plane")).length),
    leaves: true,
    why: "control planes leave one by one",
  }),
  (hosts) => ({
    count: Math.min(
      TERRAFORM_PARALLELISM,
      hosts.filter((host) => isLeaving(host, "worker")).length,
    ),
    leaves: true,
    why: `workers leave up to ${TERRAFORM_PARALLELISM} at a time (Terraform's -parallelism)`,
  }),
];

function isTurn({ role: own, steps }: HostReport, role: HostReport["role"]): boolean {
  return own === role && steps.some(({ step }) => step === "upgrade-node");
}

function isLeaving({ role: own, disturbance }: HostReport, role: HostReport["role"]): boolean {
  return own === role && disturbance === "removes";
}

function isRestart({ steps, disturbance }: HostReport): boolean {
  return disturbance !== "removes" && !steps.some(({ step }) => step === "upgrade-node");
}

/** Whether steps of the host's own restart it, which do not wait for those of other hosts. */
function restartsItself(host: HostReport): boolean {
  const isOwn = ({ text, disturbance }: StepReport): boolean =>
    disturbance !== "none" && text !== null && effectOf(text, true).reach === undefined;
  return isRestart(host) && host.steps.some(isOwn);
}
