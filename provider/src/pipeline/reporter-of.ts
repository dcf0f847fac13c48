import type { PipelineEnvironment } from "./environment";
import { reportTo, type StepReporter } from "./events";

/** The reporter of an object on a host, in the event log of this run; `object` where it is not the host's only one. */
export function reporterOf(
  { events, runId, clock }: PipelineEnvironment,
  origin: { readonly resource: string; readonly name: string; readonly object?: string },
): StepReporter {
  const { resource, name: host, object } = origin;
  const own = object === undefined ? {} : { object };
  return reportTo(events, { run: runId, resource, host, ...own }, clock);
}
