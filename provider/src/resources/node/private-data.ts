import type { JsonValue } from "../../../sdk";
import type { FinishedSteps } from "../../plan/pending-steps";
import { statePrivate } from "../progress";
import type { NodeMarks } from "./drift";

/**
 * Private data of a node: its steps, and the labels and taints that the last apply gave it. The state shows them as they were
 * found, so it cannot tell any more what they should be.
 */
export function nodePrivate(
  finished: FinishedSteps,
  { labels, taints }: NodeMarks,
  drifted: readonly string[] = [],
): JsonValue {
  const marks = { labels, taints: taints?.map((taint) => ({ ...taint })) ?? null };
  return { ...(statePrivate(finished, drifted) as object), marks };
}

/** The labels and taints that the last apply gave; `known` where no apply of this resource has noted them. */
export function marksOf(privateData: JsonValue, known: NodeMarks): NodeMarks {
  const data = privateData as { readonly marks?: NodeMarks } | null;
  return typeof data === "object" && data?.marks !== undefined ? data.marks : known;
}
