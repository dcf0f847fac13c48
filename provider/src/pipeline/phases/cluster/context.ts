import type { HostFacts } from "../../../domain/host-facts";
import type { HostSession, PhaseContext } from "../../context";

/** A control plane that is a node and was reached. */
export interface ControlPlaneMember {
  readonly node: string;
  /** As other nodes reach it. */
  readonly address: string;
  readonly host: HostSession;
}

/** What a phase that makes a cluster may touch: its first control plane. */
export interface ClusterContext extends PhaseContext {
  readonly host: HostSession;
  /** Control planes that are nodes and were reached; the one that the workflow runs on in front. */
  readonly members: readonly ControlPlaneMember[];
  /** Node names of control planes that cannot be reached. */
  readonly silent: readonly string[];
  /** Runs one change of the control planes at a time in the whole cluster. */
  readonly membership: <T>(change: () => Promise<T>) => Promise<T>;
  /** Facts of every control plane, by node name. */
  readonly controlPlanes: ReadonlyMap<string, HostFacts>;
}
