import {
  formatKubernetesVersion,
  parseKubernetesVersion,
  versionStep,
  type KubernetesVersion,
} from "../domain/kubernetes-version";
import type { Issue } from "../domain/issue";

/**
 * Refuses a change of the Kubernetes version that kubeadm cannot make in place: a downgrade, or a step over a minor release.
 * `running` is the version there now.
 */
export function checkVersionChange(
  name: string,
  running: string | null | undefined,
  planned: string | null | undefined,
): readonly Issue[] {
  const [from, to] = [parseKubernetesVersion(running ?? ""), parseKubernetesVersion(planned ?? "")];
  if (from === undefined || to === undefined) return [];
  switch (versionStep(from, to)) {
    case "same":
    case "patch":
    case "minor":
      return [];
    case "downgrade":
      return [downgrade(name, formatKubernetesVersion(from), formatKubernetesVersion(to))];
    case "skips-minor":
      return [skipped(name, from, to)];
  }
}

function downgrade(name: string, from: string, to: string): Issue {
  return {
    severity: "error",
    summary: `Kubernetes Of ${name} Cannot Go Back`,
    detail: `${name} runs Kubernetes ${from}, and the image brings the older ${to}. Kubernetes never goes back: what the newer version stored, the older one may not read. Set an image of ${from} or later again.`,
  };
}

function skipped(name: string, from: KubernetesVersion, to: KubernetesVersion): Issue {
  const next = `v${from.major}.${from.minor + 1}`;
  return {
    severity: "error",
    summary: `Kubernetes Of ${name} Would Skip A Minor Version`,
    detail: `${name} runs Kubernetes ${formatKubernetesVersion(from)}, and the image brings ${formatKubernetesVersion(to)}. kubeadm goes one minor version at a time. Apply an image of ${next} first, then go on to the next.`,
  };
}
