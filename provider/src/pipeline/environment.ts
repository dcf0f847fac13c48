import type { Limit } from "../lib/limit";
import type { Clock, HostConnector } from "./context";
import type { Runner } from "../transports/runner";
import type { ClusterViews } from "./cluster-view";
import type { Departures } from "./departures";
import type { EventSink } from "./events";
import type { FailedHosts } from "./failed-hosts";
import type { FanOut } from "./fan-out";
import type { Identities } from "./identities";
import type { ImageBuilds } from "./image-builds";
import type { ImageSource } from "./image-source";

/** What a failed create or update tells Terraform: see docs/guides on failure. */
export type FailureMode = "error" | "resume";

/** Everything that the pipeline needs of the outside world; built once, when the provider is configured. */
export interface PipelineEnvironment {
  readonly connector: HostConnector;
  readonly images: ImageSource;
  readonly builds: ImageBuilds;
  readonly events: EventSink;
  readonly identities: Identities;
  readonly departures: Departures;
  readonly failedHosts: FailedHosts;
  /** What each cluster told of its nodes in this run. */
  readonly views: ClusterViews;
  /** Whether a delete gives up on a machine that cannot be reached, instead of failing. */
  readonly forgetsUnreachable: boolean;
  /** The machine that runs Terraform. */
  readonly local: Runner;
  readonly clock: Clock;
  /** Names this provider process in event logs and locks. */
  readonly runId: string;
  /** How many hosts may be worked on at once. */
  readonly hosts: Limit;
  /** Spreads a tree over the hosts that get it in this run. */
  readonly fanOut: FanOut;
  /** How many trees may travel at once. */
  readonly transfers: Limit;
  /** One workflow at a time on one host: the key is the host's address and port. */
  readonly oneAtATime: (key: string) => Limit;
}
