export { applyViolations, consistencyViolations, storageViolations } from "../planning/apply-rules";
export { planViolations, replaceViolations } from "../planning/plan-rules";
export type { Violation } from "../planning/violation";
export { assertNoViolations, OracleError } from "./oracle-error";
export { proposedNewState } from "./proposed-state";
export {
  ProviderHarness,
  type HarnessOptions,
  type HarnessPlan,
  type HarnessResult,
  type ManagedObject,
  type PlainConfig,
  type PlannedAction,
} from "./provider-harness";
