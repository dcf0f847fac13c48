import type { Fields } from "../../domain/kubeadm/fields";
import { parseNodes, type ClusterNode } from "../../tools/kubectl";
import { describeFoundNode } from "./describe-node";

/** A node as its cluster tells of it. */
export interface SurveyedNode {
  readonly name: string;
  /** Its InternalIP. */
  readonly address: string;
  readonly isControlPlane: boolean;
  /** Arguments of `sealos_node` that an import will find: labels and taints of its own; null where there are none. */
  readonly arguments: Fields;
}

/** What is to be known of a node. */
export function surveyNode(node: ClusterNode): SurveyedNode {
  return {
    name: node.name,
    address: node.internalIp,
    isControlPlane: node.role === "control-plane",
    arguments: describeFoundNode(node),
  };
}

/** The nodes of what `kubectl get nodes -o json` prints. */
export function surveyNodes(json: string): readonly SurveyedNode[] {
  return parseNodes(json).map(surveyNode);
}
