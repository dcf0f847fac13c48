import type { ClusterEndpoint } from "./cluster-record";
import type { NodeRole } from "./node-spec";
import { expandPlaceholders } from "./placeholders";

/** The virtual address where neither practitioner nor image names one; outside of all default subnets. */
export const DEFAULT_VIP = "10.103.97.2";

/** A name in the hosts file of every worker, for the worker's own address; lvscare routes the virtual address by it. */
export const LVSCARE_NODE_NAME = "lvscare.node.ip";

/** The virtual address that a rootfs image asks for: its label `vip`, else its ENV `defaultVIP`, else {@link DEFAULT_VIP}. */
export function imageVip(rootfs: {
  readonly labels: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}): string {
  const label = rootfs.labels["vip"];
  return label === undefined
    ? (rootfs.env["defaultVIP"] ?? DEFAULT_VIP)
    : expandPlaceholders(label, { defaultVIP: DEFAULT_VIP, ...rootfs.env });
}

/** A host whose hosts file is asked for. */
export interface ApiClient {
  readonly role: NodeRole;
  readonly address: string;
  /** Whether its own API server serves already; never so for a worker. */
  readonly servesApi: boolean;
}

/**
 * The addresses that the name of the API stands for in a host's hosts file, the one to try first in front.
 * A control plane that serves asks itself. Others ask the virtual address where there is one, else every
 * control plane in turn; a joining control plane does so too, as nothing on it carries the virtual address.
 */
export function apiAddresses(
  endpoint: Pick<ClusterEndpoint, "mode" | "vip">,
  client: ApiClient,
  controlPlaneAddresses: readonly string[],
): readonly string[] {
  if (client.servesApi) return [client.address];
  const others = controlPlaneAddresses.filter((address) => address !== client.address);
  if (endpoint.vip === null || endpoint.mode === "hosts") return others;
  const isCarried = endpoint.mode === "external" || client.role === "worker";
  return isCarried ? [endpoint.vip] : others;
}
