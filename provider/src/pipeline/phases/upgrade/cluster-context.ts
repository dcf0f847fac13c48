import type { HostSession, PhaseContext } from "../../context";

/** The upgrade of a cluster from its control planes' side. */
export interface ClusterUpgrade {
  /** Name of the cluster. */
  readonly cluster: string;
  /** The version that its control planes shall run, `v1.20.15`; null where the image does not say. */
  readonly to: string | null;
  /** Whether a control plane is behind; undefined while that is only known after apply. */
  readonly isDue: boolean | undefined;
}

/** What the steps before the first control plane's turn may touch: the cluster's home, and the other control planes. */
export interface ClusterUpgradeContext extends PhaseContext {
  readonly host: HostSession;
  /** Every control plane that is a node and could be reached, home included. */
  readonly controlPlanes: readonly { readonly node: string; readonly host: HostSession }[];
}
