import type { HostSession, PhaseContext } from "../../context";
import type { JournalKeeper } from "../../journal-keeper";

/** What the upgrade of a node may touch: its host, and the cluster through a control plane that answers. */
export interface UpgradeContext extends PhaseContext {
  readonly host: HostSession;
  /** A control plane whose API answers; where there is a choice, not the host itself. */
  readonly api: HostSession;
  /** Runs a change when it is this node's turn: control planes one at a time, workers as many as the cluster allows. */
  readonly inTurn: <T>(change: () => Promise<T>) => Promise<T>;
}

/** What the installation on a node's host may touch. It does not ask the cluster, whose API it may have to bring back. */
export interface InstallContext extends PhaseContext {
  readonly host: HostSession;
  /** The whole journal of the host; `journal` is the part of the turn. */
  readonly hostJournal: JournalKeeper;
}

/** What the steps of an upgrade share once it is the node's turn. */
export type TurnContext = UpgradeContext & InstallContext;

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
