import { knownSteps } from "../pipeline/adopt/take-over";
import type { FinishedSteps } from "../plan/pending-steps";
import type { ProgressState } from "./progress";

/** Begins the generation of an object that somebody else made; see docs/adr/0007-adoption.md. */
export const ADOPTED = "adopted-";

/** Whether an object was made by somebody else. */
export function isAdopted({ generation }: Partial<Pick<ProgressState, "generation">>): boolean {
  return generation?.startsWith(ADOPTED) === true;
}

/** What is finished of an object: of one that was adopted, what its import found, until a journal says it better. */
export function withFound(
  state: Partial<Pick<ProgressState, "generation">>,
  found: FinishedSteps,
  journalled: FinishedSteps,
): FinishedSteps {
  return isAdopted(state) ? { ...found, ...knownSteps(journalled) } : journalled;
}
