import type { DriftCheck } from "../pipeline/find-drift";
import type { FailureMode, PipelineEnvironment } from "../pipeline/environment";

/** What the provider's configuration gives to every resource. */
export interface Services {
  readonly pipeline: PipelineEnvironment;
  readonly failureMode: FailureMode;
  readonly deletionProtection: boolean;
  /** How much a refresh looks at on hosts that do not say so themselves. */
  readonly driftCheck: DriftCheck;
}
