import type { BuildContext } from "../../tools/build-context";
import type { BuildAccess } from "../../tools/buildah";
import type { Runner } from "../../transports/runner";

/** A build under way: where, of what, by which means. */
export interface BuildSite {
  readonly runner: Runner;
  /** The build's own directory on that machine. */
  readonly directory: string;
  readonly context: BuildContext;
  readonly access: BuildAccess;
}
