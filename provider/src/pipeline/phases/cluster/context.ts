import type { HostFacts } from "../../../domain/host-facts";
import type { HostSession, PhaseContext } from "../../context";

/** What a phase that makes a cluster may touch: its first control plane. */
export interface ClusterContext extends PhaseContext {
  readonly host: HostSession;
  /** Facts of every control plane, by node name. */
  readonly controlPlanes: ReadonlyMap<string, HostFacts>;
}
