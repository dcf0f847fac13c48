import type { HostFacts } from "../../../domain/host-facts";
import type { HostSession, PhaseContext } from "../../context";
import type { Limit } from "../../../lib/limit";
import type { FailedHosts } from "../../failed-hosts";
import type { FanOut } from "../../fan-out";
import type { Identities } from "../../identities";
import type { ImageSource } from "../../image-source";

/** What a phase that prepares a host may touch. */
export interface HostContext extends PhaseContext {
  readonly host: HostSession;
  /** What the host was when the run reached it. */
  readonly facts: HostFacts;
  /** The time of the machine that runs Terraform at that moment. */
  readonly gatheredAt: Date;
  readonly images: ImageSource;
  /** Which other host of this run has which identity. */
  readonly identities: Identities;
  /** Which other host was not prepared in this run. */
  readonly failedHosts: FailedHosts;
  /** Spreads a tree over the hosts that get it in this run. */
  readonly fanOut: FanOut;
  /** How many trees may travel at once. */
  readonly transfers: Limit;
}
