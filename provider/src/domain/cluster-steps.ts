import type { HostJournal } from "./host-journal";

/**
 * How far a cluster is, as the cluster itself keeps it (ConfigMap `kube-system/cdktf-sealos-steps`): the steps that made it,
 * journalled on its home. Home is the control plane where these steps run; when it leaves or dies, another one takes them over.
 * Holds no secrets.
 */
export interface ClusterSteps {
  /** Node name of the home; null after it left. */
  readonly home: string | null;
  readonly steps: HostJournal["steps"];
  readonly notes: HostJournal["notes"];
}

/** Name of the ConfigMap. */
export const CLUSTER_STEPS_NAME = "cdktf-sealos-steps";
const KEY = "steps.json";

/** The part of a home's journal that is the cluster's: the steps of these names. */
export function clusterStepsOf(
  journal: HostJournal,
  names: readonly string[],
  home: string | null,
): ClusterSteps {
  return { home, steps: only(journal.steps, names), notes: only(journal.notes, names) };
}

/** The ConfigMap that holds the steps, as JSON. */
export function formatClusterSteps(steps: ClusterSteps): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: CLUSTER_STEPS_NAME, namespace: "kube-system" },
    data: { [KEY]: JSON.stringify(steps) },
  });
}

/** Reads the data of the ConfigMap; undefined when it holds none. */
export function parseClusterSteps(
  data: Readonly<Record<string, string>> | undefined,
): ClusterSteps | undefined {
  const text = data?.[KEY];
  return text === undefined ? undefined : (JSON.parse(text) as ClusterSteps);
}

function only<T>(
  record: Readonly<Record<string, T>>,
  names: readonly string[],
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}
