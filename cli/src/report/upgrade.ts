import {
  compareKubernetesVersions,
  parseKubernetesVersion,
  versionStep,
  type KubernetesVersion,
} from "../../../provider/src/domain/kubernetes-version";
import type { Budget } from "./budgets";
import type { Change } from "./change";
import { moveOf } from "./hosts";
import { maxUnavailable } from "./max-unavailable";
import type { HostReport, StepReport, UpgradeReport } from "./report-schema";

/** What a move of a running cluster to another version of Kubernetes will be like; null where there is none. */
export function upgradeOf(
  cluster: Change | undefined,
  hosts: readonly HostReport[],
  elsewhere: readonly StepReport[],
  budgets: readonly Budget[] | undefined,
): UpgradeReport | null {
  const turns = hosts.filter(({ steps }) => steps.some(({ step }) => step === "upgrade-node"));
  const move = moveOf(cluster, "kubernetes_version");
  const isChange = cluster?.action === "update" && move?.to != null && move.from !== move.to;
  const to = isChange ? move.to : (turns[0]?.kubelet?.to ?? null);
  if (to === null || (!isChange && turns.length === 0)) return null;
  const from = (isChange ? move.from : turns[0]?.kubelet?.from) ?? null;
  const steps = [...hosts.flatMap((host) => host.steps), ...elsewhere];
  const namesOf = (role: HostReport["role"]): string[] =>
    turns.filter((host) => host.role === role).map(({ name }) => name);
  const workers = namesOf("worker");
  return {
    from,
    to,
    ...wayOf(from, to),
    control_planes: namesOf("control-plane"),
    workers,
    workers_at_once: Math.min(workers.length, maxUnavailable(cluster)),
    snapshot: snapshotIn(steps),
    drains: turns.every(({ steps: own }) =>
      own.every(({ step, text }) => step !== "upgrade-node" || (text ?? "").includes("drain")),
    ),
    budgets: budgets === undefined ? null : budgets.filter(({ allowed }) => allowed === 0),
    left_behind: hosts
      .filter(({ action, kubelet }) => action !== "delete" && isOlder(kubelet?.to ?? null, to))
      .map(({ name }) => name),
  };
}

function wayOf(from: string | null, to: string): Pick<UpgradeReport, "hops" | "step"> {
  const [start, end] = [parseKubernetesVersion(from ?? ""), parseKubernetesVersion(to)];
  if (start === undefined || end === undefined) return { hops: [to], step: "unknown" };
  const step = versionStep(start, end);
  return { hops: [...between(start, end), to], step: step === "same" ? "patch" : step };
}

/** The minor releases that a move would skip: each takes an upgrade of its own. */
function between(from: KubernetesVersion, to: KubernetesVersion): readonly string[] {
  const count = from.major === to.major ? Math.max(0, to.minor - from.minor - 1) : 0;
  return Array.from({ length: count }, (_, index) => `v${from.major}.${from.minor + 1 + index}`);
}

function snapshotIn(steps: readonly StepReport[]): string | null {
  const line = steps.find(({ step }) => step === "snapshot-etcd")?.text;
  return line?.replace(/^keep a snapshot of etcd in /, "") ?? null;
}

function isOlder(version: string | null, than: string): boolean {
  const [one, other] = [parseKubernetesVersion(version ?? ""), parseKubernetesVersion(than)];
  return one !== undefined && other !== undefined && compareKubernetesVersions(one, other) < 0;
}
