import { warning, type Diagnostic, type State } from "../../../sdk";
import type { NodeSpec, Taint } from "../../domain/node-spec";
import type { ClusterNode } from "../../pipeline/cluster-view";
import { isSystemTaint, markNode } from "../../pipeline/phases/node/mark-node";
import type { nodeSchema } from "./schema";

type NodeState = State<typeof nodeSchema>;

/** What a look at a node found other than it was left. */
export interface NodeDrift {
  /** The state as it is now. */
  readonly state: NodeState;
  /** Steps whose effect is gone. */
  readonly drifted: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The labels and taints that the last apply gave a node. */
export type NodeMarks = Pick<NodeSpec, "labels" | "taints">;

/** Compares a node that has all its steps with what the cluster says of it. */
export function driftOf(state: NodeState, wanted: NodeMarks, node: ClusterNode): NodeDrift {
  const changes = [...labelChanges(wanted, node), ...taintChanges(wanted, node)];
  return {
    state: {
      ...state,
      labels: Object.keys(wanted.labels).length === 0 ? state.labels : foundLabels(wanted, node),
      taints: wanted.taints === null ? state.taints : foundTaints(node),
      kubelet_version: node.version,
      condition: conditionOf(node),
    },
    drifted: changes.length === 0 ? [] : [markNode.step],
    diagnostics: [
      ...(changes.length === 0 ? [] : [marksChanged(state.name, changes)]),
      ...(node.ready ? [] : [notReady(state.name, node)]),
      ...versionChanged(state, node),
    ],
  };
}

/** `Ready`, or `NotReady` with what the kubelet says. */
export function conditionOf({ ready, readyMessage }: ClusterNode): string {
  if (ready) return "Ready";
  return readyMessage === "" ? "NotReady" : `NotReady: ${readyMessage}`;
}

/** Only labels that are ours: others may be anybody's. */
function foundLabels({ labels }: NodeMarks, node: ClusterNode): NodeState["labels"] {
  return Object.fromEntries(
    Object.keys(labels).flatMap((name) => {
      const value = node.labels[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function foundTaints(node: ClusterNode): NodeState["taints"] {
  return ownTaints(node).map(({ key, value, effect }) => ({
    key,
    value: value === "" ? null : value,
    effect,
  }));
}

function labelChanges({ labels }: NodeMarks, node: ClusterNode): readonly string[] {
  return Object.entries(labels).flatMap(([name, wanted]) => {
    const value = node.labels[name];
    if (value === wanted) return [];
    return [
      value === undefined
        ? `the label ${name}=${wanted} is gone`
        : `the label ${name} is ${value}, not ${wanted}`,
    ];
  });
}

function taintChanges({ taints }: NodeMarks, node: ClusterNode): readonly string[] {
  if (taints === null) return [];
  const wanted = taints.map(nameOf);
  const found = ownTaints(node).map(nameOf);
  return [
    ...wanted
      .filter((taint) => !found.includes(taint))
      .map((taint) => `the taint ${taint} is gone`),
    ...found.filter((taint) => !wanted.includes(taint)).map((taint) => `the taint ${taint} is new`),
  ];
}

function ownTaints({ taints }: ClusterNode): readonly Taint[] {
  return taints.filter(({ key }) => !isSystemTaint(key));
}

function nameOf({ key, value, effect }: Taint): string {
  return `${key}${value === "" ? "" : `=${value}`}:${effect}`;
}

function marksChanged(name: string, changes: readonly string[]): Diagnostic {
  return warning(
    `Labels Or Taints Of ${name} Were Changed`,
    `Outside of Terraform: ${changes.join("; ")}. The plan shows the node's labels and taints as they are now; the next apply sets them as they are configured.`,
  );
}

function notReady(name: string, node: ClusterNode): Diagnostic {
  return warning(
    `${name} Is Not Ready`,
    `The cluster says of node ${name}: ${conditionOf(node)}. Read \`journalctl -u kubelet\` on its host, if it is up. Nothing is planned because of this.`,
  );
}

function versionChanged(state: NodeState, node: ClusterNode): readonly Diagnostic[] {
  const known = state.kubelet_version;
  if (known === null || node.version === "" || known === node.version) return [];
  return [
    warning(
      `Kubelet Of ${state.name} Was Changed`,
      `It runs ${node.version}; it was ${known} at the last look. Nothing in Terraform did that.`,
    ),
  ];
}
