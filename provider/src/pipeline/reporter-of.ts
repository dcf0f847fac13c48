import type { PipelineEnvironment } from "./environment";
import { reportTo, type StepReporter } from "./events";

/** The reporter of an object on a host, in the event log of this run. */
export function reporterOf(
  { events, runId, clock }: PipelineEnvironment,
  { resource, name }: { readonly resource: string; readonly name: string },
): StepReporter {
  return reportTo(events, { run: runId, resource, host: name }, clock);
}
