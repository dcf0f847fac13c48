import type { DriftCheck } from "../pipeline/find-drift";
import type { FailureMode, PipelineEnvironment } from "../pipeline/environment";

/** What the provider's configuration gives to every resource. */
export interface Services {
  readonly pipeline: PipelineEnvironment;
  readonly failureMode: FailureMode;
  readonly deletionProtection: boolean;
  /**
   * The entry of `ssh_profiles` that a login in an import id means: the profile of that name, none for the user of the `ssh`
   * block, else the profile with that user. @throws Error when there is none.
   */
  readonly sshProfile?: (login: string) => string | undefined;
  /** How much a refresh looks at on hosts that do not say so themselves. */
  readonly driftCheck: DriftCheck;
}
