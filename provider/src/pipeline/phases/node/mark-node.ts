import type { NodeSpec, Taint } from "../../../domain/node-spec";
import { changeNode } from "../../../tools/kubectl";
import { knownInput, type Phase } from "../../phase";
import type { NodeContext } from "./context";
import { ownNode } from "./files";

/** Gives the node its labels and taints, and takes away those that were given before and are no longer wanted. */
export const markNode: Phase<NodeSpec, NodeContext> = {
  step: "mark-node",
  title: "Label and taint the node",

  plan: ({ labels, taints }) => ({
    lines: labels === undefined || taints === undefined ? undefined : marking(labels, taints),
    input: knownInput({
      labels,
      taints: taints === null ? null : taints?.map((taint) => ({ ...taint })),
    }),
  }),

  async run(context, spec) {
    const node = await ownNode(context, spec);
    if (node === undefined)
      throw new Error(`the cluster has no node "${spec.name}"; it must join before it is labelled`);
    const before = (context.journal.current.notes["mark-node"] ?? {}) as {
      labels?: readonly string[];
      taints?: readonly { key: string; effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute" }[];
    };
    const dropped = (before.labels ?? []).filter((name) => !Object.hasOwn(spec.labels, name));
    const wanted = spec.taints ?? [];
    const isWanted = ({ key, effect }: { key: string; effect: string }): boolean =>
      wanted.some((taint) => taint.key === key && taint.effect === effect);
    const current = spec.taints === null ? (before.taints ?? []) : node.taints;
    await changeNode(
      context.api,
      node,
      {
        labels: { ...Object.fromEntries(dropped.map((name) => [name, null])), ...spec.labels },
        addedTaints: wanted,
        removedTaints: current.filter((taint) => !isWanted(taint) && !isSystemTaint(taint.key)),
      },
      { signal: context.signal },
    );
    return {
      labels: Object.keys(spec.labels),
      taints: wanted.map(({ key, effect }) => ({ key, effect })),
    };
  },
};

/** Whether Kubernetes itself, or the cloud below it, gives and takes a taint, like `node.kubernetes.io/not-ready`. */
export function isSystemTaint(key: string): boolean {
  return (
    key.startsWith("node.kubernetes.io/") || key.startsWith("node.cloudprovider.kubernetes.io/")
  );
}

function marking(labels: NodeSpec["labels"], taints: NodeSpec["taints"]): readonly string[] {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return [
    ...(pairs.length === 0 ? [] : [`set labels ${pairs.join(", ")}`]),
    ...(taints === null ? [] : [tainting(taints)]),
  ];
}

function tainting(taints: readonly Taint[]): string {
  if (taints.length === 0) return "set no taints";
  return `set taints ${taints.map(({ key, effect }) => `${key}:${effect}`).join(", ")}`;
}
