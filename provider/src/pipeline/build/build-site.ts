import type { BuildContext } from "../../tools/build-context";
import type { BuildAccess } from "../../tools/buildah";
import type { LineListener, Runner } from "../../transports/runner";

/** A build under way: where, of what, by which means. */
export interface BuildSite {
  readonly runner: Runner;
  /** The build's own directory on that machine. */
  readonly directory: string;
  readonly context: BuildContext;
  readonly access: BuildAccess;
}

/** Does one part of a build under a name that the event log shows. */
export type BuildTask = <T>(name: string, work: (onLine: LineListener) => Promise<T>) => Promise<T>;
