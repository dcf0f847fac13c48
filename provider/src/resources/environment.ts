import type { FailureMode, PipelineEnvironment } from "../pipeline/environment";

/** What the provider's configuration gives to every resource. */
export interface Services {
  readonly pipeline: PipelineEnvironment;
  readonly failureMode: FailureMode;
  readonly deletionProtection: boolean;
}
