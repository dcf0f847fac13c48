import type { HostFacts } from "../../../domain/host-facts";
import type { Limit } from "../../../lib/limit";
import type { HostSession, PhaseContext } from "../../context";
import type { ImageSource } from "../../image-source";
import type { TimeLimit } from "../../time-limit";

/** What a phase that installs an application may touch: one control plane, and the registry's host. */
export interface AppContext extends PhaseContext {
  readonly host: HostSession;
  /** What that control plane is. */
  readonly facts: HostFacts;
  readonly registry: HostSession;
  /** Name of the cluster, for paths. */
  readonly cluster: string;
  readonly images: ImageSource;
  readonly transfers: Limit;
  /** How long the whole operation may take. */
  readonly limit: TimeLimit;
}
