import { hostname } from "node:os";
import { PRODUCT_VERSION } from "../domain/product";
import type { Redactor } from "../lib/redact";
import type { EventSink, PipelineEvent } from "../pipeline/events";
import { createEventLog } from "./event-log";
import type * as telemetry from "./telemetry/create-telemetry";
import { redactEvents } from "./redact-events";
import { thinTransfers } from "./thin-transfers";

/** An {@link EventSink} that has last things to do. */
export interface ClosableSink extends EventSink {
  /** Writes or sends what is left. Called once; never rejects. */
  close(): Promise<void> | void;
}

/** What the composition needs of the process that it runs in. */
export interface HostProcess {
  /** Loads the code that exports spans; undefined where nobody collects them. */
  readonly loadTelemetry?: (() => typeof telemetry) | undefined;
  /** Has work done before the process ends. */
  atExit(work: () => Promise<void> | void): void;
}

/** Which events are wanted, and of which run. */
export interface EventSettings {
  /** Path of the event log. */
  readonly log: string | undefined;
  readonly run: string;
  readonly redactor: Redactor;
  readonly clock: () => Date;
}

/** Where the events of a run go: to the event log and to the collector of spans, secrets taken out; else nowhere. */
export function createEvents(settings: EventSettings, host: HostProcess): EventSink {
  const sinks = createSinks(settings, host);
  if (sinks.length === 0) return { emit: () => undefined };
  sinks.forEach((sink) => host.atExit(() => sink.close()));
  const all = { emit: (event: PipelineEvent) => sinks.forEach((sink) => sink.emit(event)) };
  return thinTransfers(redactEvents(all, settings.redactor));
}

function createSinks(
  { log, run, clock }: EventSettings,
  { loadTelemetry }: HostProcess,
): readonly ClosableSink[] {
  const writer = { run, machine: hostname(), pid: process.pid, version: PRODUCT_VERSION, clock };
  return [
    ...(log === undefined ? [] : [createEventLog(log, writer)]),
    ...(loadTelemetry === undefined ? [] : [loadTelemetry().createTelemetry(writer, process.env)]),
  ];
}
