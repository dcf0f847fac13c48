import { Host, HostRole, type Cluster } from "../../../constructs/src";

/** A `Host` is a `sealos_host` and a `sealos_node`: the machine and what it becomes. */
export function addHosts(cluster: Cluster): void {
  new Host(cluster, "cp-1", {
    address: "192.0.2.11",
    hostKey: "SHA256:o5UnCQ0k3sBkF4tL1mW0lQd9VJq8rW1l4mY8kq2oXyE",
    role: HostRole.CONTROL_PLANE,
  });
  for (const [name, address] of [
    ["worker-1", "192.0.2.21"],
    ["worker-2", "192.0.2.22"],
  ] as const) {
    new Host(cluster, name, { address, role: HostRole.WORKER });
  }
}
