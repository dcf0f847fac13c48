import type { Taint } from "../../domain/node-spec";
import type { ClusterNode } from "./parse-nodes";

/** Labels and taints to give and to take; everything else of a node stays. */
export interface NodeChange {
  /** A null takes the label away. */
  readonly labels?: Readonly<Record<string, string | null>>;
  readonly addedTaints?: readonly Taint[];
  /** Told by key and effect. */
  readonly removedTaints?: readonly Pick<Taint, "key" | "effect">[];
}

/**
 * The merge patch for a change; undefined when the node is so already. A change of taints carries the
 * resource version, because the list is replaced whole: somebody else's change in between is a conflict.
 */
export function nodePatch(node: ClusterNode, change: NodeChange): object | undefined {
  const labels = Object.entries(change.labels ?? {}).filter(
    ([name, value]) => (node.labels[name] ?? null) !== value,
  );
  const taints = nextTaints(node.taints, change);
  const hasNewTaints = JSON.stringify(taints) !== JSON.stringify(node.taints);
  if (labels.length === 0 && !hasNewTaints) return undefined;
  return {
    metadata: {
      ...(labels.length > 0 && { labels: Object.fromEntries(labels) }),
      ...(hasNewTaints && { resourceVersion: node.resourceVersion }),
    },
    ...(hasNewTaints && { spec: { taints } }),
  };
}

function nextTaints(
  current: readonly Taint[],
  { addedTaints = [], removedTaints = [] }: NodeChange,
): readonly Taint[] {
  const gone = removedTaints.filter((taint) => !addedTaints.some((added) => isSame(added, taint)));
  const kept = current
    .filter((taint) => !gone.some((removed) => isSame(removed, taint)))
    .map((taint) => addedTaints.find((added) => isSame(added, taint)) ?? taint);
  const fresh = addedTaints.filter((added) => !current.some((taint) => isSame(added, taint)));
  return [...kept, ...fresh].map(({ key, value, effect }) => ({ key, value, effect }));
}

function isSame(a: Pick<Taint, "key" | "effect">, b: Pick<Taint, "key" | "effect">): boolean {
  return a.key === b.key && a.effect === b.effect;
}
