import type { ClusterRecord } from "../../../domain/cluster-record";
import type { HostFacts } from "../../../domain/host-facts";
import type { HostSession, PhaseContext } from "../../context";

/** What a phase that makes a host a node may touch: the host, and the cluster through a living control plane. */
export interface NodeContext extends PhaseContext {
  readonly host: HostSession;
  readonly facts: HostFacts;
  /** A control plane whose API answers. */
  readonly api: HostSession;
  readonly cluster: ClusterRecord;
  /** Runs one change of the control planes at a time in the whole cluster. */
  readonly membership: <T>(change: () => Promise<T>) => Promise<T>;
}
