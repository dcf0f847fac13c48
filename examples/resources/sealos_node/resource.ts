import { Host, HostRole, TaintEffect, type Cluster } from "../../../constructs/src";

/** A `Host` is a `sealos_host` and a `sealos_node`: the machine and what it becomes. */
export function addWorker(cluster: Cluster): void {
  new Host(cluster, "worker-1", {
    address: "192.0.2.21",
    role: HostRole.WORKER,
    labels: { pool: "general" },
    taints: [{ key: "dedicated", value: "batch", effect: TaintEffect.NO_SCHEDULE }],
    drain: { timeout: "10m" },
  });
}
