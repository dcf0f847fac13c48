/** What a host is in its cluster. */
export enum HostRole {
  /** Runs the API server and etcd. */
  CONTROL_PLANE = "control-plane",
  /** Runs workloads. */
  WORKER = "worker",
}
