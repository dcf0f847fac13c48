import { apiAddresses } from "../domain/endpoint";
import type { NodeSpec } from "../domain/node-spec";
import { setHostsName } from "../tools/files";
import type { NodeContext } from "./phases/node/context";
import { controlPlaneAddresses, ownAddress } from "./phases/node/files";
import { removeEtcdMember } from "./quorum";

/**
 * A control plane goes out of etcd as long as both sides answer. Lost in the middle of its reset, it would count in every majority, and of
 * two control planes the one that stays would have none. A node of another role is in no etcd.
 */
export async function leaveEtcd(context: NodeContext, spec: NodeSpec): Promise<void> {
  if (spec.role !== "control-plane") return;
  await removeEtcdMember(context.api, { name: spec.name });
  // Its own API server has nothing to answer from any more; who still asks on this host asks another one.
  const { endpoint } = context.cluster;
  const client = { role: spec.role, address: ownAddress(context, spec), servesApi: false };
  const addresses = apiAddresses(endpoint, client, await controlPlaneAddresses(context));
  await setHostsName(context.host, endpoint.domain, addresses);
}
