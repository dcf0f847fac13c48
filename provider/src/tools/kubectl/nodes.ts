import type { KubernetesVersion } from "../../domain/kubernetes-version";
import type { DrainSpec } from "../../domain/node-spec";
import type { CommandOptions, QueryRunner, Runner } from "../../transports/runner";
import {
  cordonCommand,
  deleteNodeCommand,
  drainCommand,
  getNodesCommand,
  kubectl,
  uncordonCommand,
} from "./command";
import { nodePatch } from "./node-changes";
import type { NodeChange } from "./node-changes";
import { ETCD_REMOVE, parseNodes } from "./parse-nodes";
import type { ClusterNode } from "./parse-nodes";

/** All nodes of the cluster. */
export async function getNodes(
  runner: QueryRunner,
  options?: CommandOptions,
): Promise<readonly ClusterNode[]> {
  const { stdout } = await runner.query(getNodesCommand(), options);
  return parseNodes(stdout);
}

/** Gives and takes labels and taints; no request is sent when the node is so already. Answers whether one was. */
export async function changeNode(
  runner: Runner,
  node: ClusterNode,
  change: NodeChange,
  options?: CommandOptions,
): Promise<boolean> {
  const patch = nodePatch(node, change);
  if (patch === undefined) return false;
  const words = ["patch", "node", node.name, "--type=merge", `--patch=${JSON.stringify(patch)}`];
  await runner.exec(kubectl(...words), options);
  return true;
}

/** Keeps new pods off a node. */
export async function cordonNode(
  runner: Runner,
  name: string,
  options?: CommandOptions,
): Promise<void> {
  await runner.exec(cordonCommand(name), options);
}

/** Lets pods onto a node again. */
export async function uncordonNode(
  runner: Runner,
  name: string,
  options?: CommandOptions,
): Promise<void> {
  await runner.exec(uncordonCommand(name), options);
}

const DRAIN_MARGIN_MS = 30_000;

/** Empties a node; the command is ended when it outlives its own limit. */
export async function drainNode(
  runner: Runner,
  name: string,
  drain: Pick<DrainSpec, "timeoutSeconds" | "force">,
  kubernetes: KubernetesVersion,
  options?: CommandOptions,
): Promise<void> {
  const timeoutMs = drain.timeoutSeconds * 1_000 + DRAIN_MARGIN_MS;
  await runner.exec(drainCommand(name, drain, kubernetes), { timeoutMs, ...options });
}

/** Asks k3s to take the member of etcd that is a part of a node out of etcd. k3s does it a moment later. */
export async function releaseEtcdMember(
  runner: Runner,
  name: string,
  options?: CommandOptions,
): Promise<void> {
  const patch = { metadata: { annotations: { [ETCD_REMOVE]: "true" } } };
  const words = ["patch", "node", name, "--type=merge", `--patch=${JSON.stringify(patch)}`];
  await runner.exec(kubectl(...words), options);
}

/** Removes a node from the cluster's books; one that is gone already is no error. */
export async function deleteNode(
  runner: Runner,
  name: string,
  options?: CommandOptions,
): Promise<void> {
  await runner.exec(deleteNodeCommand(name), options);
}
