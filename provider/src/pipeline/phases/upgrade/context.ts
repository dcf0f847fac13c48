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

/** What the steps of an upgrade share once it is the node's turn. */
export interface TurnContext extends UpgradeContext {
  /** The whole journal of the host; `journal` is the part of the turn. */
  readonly hostJournal: JournalKeeper;
}
