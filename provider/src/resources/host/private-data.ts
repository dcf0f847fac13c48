import type { JsonValue } from "../../../sdk";
import type { FinishedSteps } from "../../plan/pending-steps";
import { statePrivate } from "../progress";

/** Private data of a host: what is finished on it, and the Kubernetes version that is installed. */
export function hostPrivate(
  finished: FinishedSteps,
  installed: string | undefined,
  drifted: readonly string[] = [],
): JsonValue {
  const progress = statePrivate(finished, drifted) as Readonly<Record<string, JsonValue>>;
  return installed === undefined ? progress : { ...progress, installed };
}

/** The Kubernetes version that private data says is installed; undefined where it does not. */
export function installedOf(privateData: JsonValue): string | undefined {
  const data = privateData as { readonly installed?: string } | null;
  return data?.installed;
}
