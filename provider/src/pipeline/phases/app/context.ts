import type { Limit } from "../../../lib/limit";
import type { HostSession, PhaseContext } from "../../context";
import type { ImageSource } from "../../image-source";

/** What a phase that installs an application may touch: one control plane, and the registry's host. */
export interface AppContext extends PhaseContext {
  readonly host: HostSession;
  readonly registry: HostSession;
  /** Name of the cluster, for paths. */
  readonly cluster: string;
  readonly images: ImageSource;
  readonly transfers: Limit;
}
