import type { PipelineEvent } from "../../../../../provider/src/pipeline/events";
import { initClusterPhases } from "../../../../../provider/src/pipeline/workflows/init-cluster";
import { installAppPhases } from "../../../../../provider/src/pipeline/workflows/install-app";
import { joinNodePhases } from "../../../../../provider/src/pipeline/workflows/join-node";
import {
  checkHostPhases,
  prepareHostPhases,
} from "../../../../../provider/src/pipeline/workflows/prepare-host";

const STEPS: ReadonlySet<string> = new Set(
  [
    ...checkHostPhases,
    ...prepareHostPhases,
    ...initClusterPhases,
    ...joinNodePhases,
    ...installAppPhases,
  ].map(({ step }) => step),
);

/** The steps of workflows that finished, in their order; what a run only looks at is none of them. */
export function finishedIn(
  events: readonly PipelineEvent[],
): readonly { readonly host: string; readonly step: string }[] {
  return events.flatMap(({ type, host, step }) =>
    type === "step-finished" && STEPS.has(step) ? [{ host, step }] : [],
  );
}
