import type { NodeSpec } from "../../../domain/node-spec";
import { nodeAddress } from "../../../domain/node-address";
import type { JsonValue } from "../../../domain/json";
import type { Known } from "../../../plan/known";
import { getNodes, type ClusterNode } from "../../../tools/kubectl";
import { knownInput } from "../../phase";
import type { NodeContext } from "./context";

/** The address of the node, as other nodes reach it. */
export function ownAddress({ facts }: NodeContext, { host }: NodeSpec): string {
  return nodeAddress(host.address, facts);
}

/** The node object of this machine, if it has joined. */
export async function ownNode(
  { api, facts, signal }: NodeContext,
  { name }: NodeSpec,
): Promise<ClusterNode | undefined> {
  const nodes = await getNodes(api, { signal });
  const found = nodes.find((node) => node.name === name);
  if (found !== undefined && found.machineId !== "" && found.machineId !== facts.machineId) {
    throw new Error(
      `a node named "${name}" is in the cluster already, and it is another machine (machine-id ${found.machineId}). Give this node another name, or remove the old one: kubectl delete node ${name}.`,
    );
  }
  return found;
}

/** Addresses of the cluster's control planes: those that serve already, then those that are about to join. */
export async function controlPlaneAddresses({
  api,
  cluster,
  signal,
}: NodeContext): Promise<readonly string[]> {
  const nodes = await getNodes(api, { signal });
  const serving = nodes
    .filter(({ role, internalIp }) => role === "control-plane" && internalIp !== "")
    .map(({ internalIp }) => internalIp);
  const wanted = (cluster.controlPlanes ?? []).map(({ address }) => address);
  return [...new Set([...serving, ...wanted])];
}

/** What a step that finds the API depends on: a worker finds it at every control plane, a control plane at itself. */
export function apiInput({
  clusterId,
  role,
  controlPlanes,
}: Pick<Known<NodeSpec>, "clusterId" | "role" | "controlPlanes">): JsonValue | undefined {
  if (role === "control-plane") return knownInput({ clusterId, role });
  return knownInput({
    clusterId,
    role,
    controlPlanes: controlPlanes?.map(({ address }) => address),
  });
}
