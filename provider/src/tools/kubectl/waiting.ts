import type { ClusterNode } from "./parse-nodes";

/** Why these nodes are not all there and ready, a sentence each; empty when they are. */
export function reasonsNotReady(
  nodes: readonly ClusterNode[],
  names: readonly string[],
): readonly string[] {
  return names.flatMap((name) => {
    const node = nodes.find((one) => one.name === name);
    if (node === undefined) return [`${name} is not registered`];
    return node.ready ? [] : [notReady(node)];
  });
}

/** Why these nodes are not all there, ready or not; empty when they are. */
export function reasonsNotRegistered(
  nodes: readonly ClusterNode[],
  names: readonly string[],
): readonly string[] {
  return names
    .filter((name) => !nodes.some((node) => node.name === name))
    .map((name) => `${name} is not registered`);
}

/** Why these nodes do not all run a version (`v1.20.2`) yet; empty when they do. */
export function reasonsNotAtVersion(
  nodes: readonly ClusterNode[],
  names: readonly string[],
  version: string,
): readonly string[] {
  return names.flatMap((name) => {
    const found = nodes.find((node) => node.name === name)?.version;
    return found === version ? [] : [`${name} runs ${found ?? "nothing"}, not ${version}`];
  });
}

function notReady({ name, readyMessage }: ClusterNode): string {
  return readyMessage === "" ? `${name} is not ready` : `${name} is not ready: ${readyMessage}`;
}
