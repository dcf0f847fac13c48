import type { OutputStream } from "../transports/runner";
import { reasonOf } from "./errors";

/** Version of the event log's schema; every line names its own. What each version holds: docs/event-log.md. */
export const EVENT_VERSION = 2;

/** One thing that happened to an object: most lines of the event log. Times are ISO 8601; sizes are bytes. */
export type PipelineEvent = EventOrigin &
  (
    | { readonly type: "step-started" }
    | { readonly type: "step-skipped" }
    | { readonly type: "step-finished"; readonly seconds: number }
    | { readonly type: "step-failed"; readonly seconds: number; readonly message: string }
    | { readonly type: "task-started" }
    | { readonly type: "task-finished"; readonly seconds: number }
    | { readonly type: "task-failed"; readonly seconds: number; readonly message: string }
    | { readonly type: "output"; readonly stream: OutputStream; readonly line: string }
    | {
        readonly type: "transfer";
        readonly bytes: number;
        readonly total: number;
        /** What the host had already, beyond the total. */
        readonly held?: number;
        /** What it got from other hosts, beyond the total. */
        readonly pulled?: number;
      }
    | { readonly type: "note"; readonly message: string }
  );

/** Where an event comes from. */
export interface EventOrigin {
  readonly v: typeof EVENT_VERSION;
  readonly time: string;
  /** Id of the provider process, so that several runs can share one log. */
  readonly run: string;
  /** Terraform type of the object, `sealos_host`. */
  readonly resource: string;
  readonly host: string;
  /** Name of the object, where several may work on one host: the application. */
  readonly object?: string;
  readonly step: string;
}

/** The first and the last line of a provider process in the event log. One that was killed has no last line. */
export type RunEvent = Pick<EventOrigin, "v" | "time" | "run"> &
  (
    | {
        readonly type: "run-started";
        /** Name of the machine that runs the provider, and the provider's process id there. */
        readonly machine: string;
        readonly pid: number;
        /** Version of the provider. */
        readonly version: string;
      }
    | { readonly type: "run-finished" }
  );

/** Receives events; never throws and never waits for the reader. */
export interface EventSink {
  emit(event: PipelineEvent): void;
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The part of an event that a phase fills in. */
export type StepEvent = DistributiveOmit<PipelineEvent, keyof EventOrigin>;

/** Reports on one step of one host. */
export type StepReporter = (step: string, event: StepEvent) => void;

/** Does work that takes time but is no step of a plan or journal (reaching, asking, looking), and reports it as a task. */
export async function reported<T>(
  report: StepReporter,
  task: string,
  now: () => Date,
  work: () => Promise<T>,
): Promise<T> {
  const startedAt = now();
  const seconds = (): number => (now().getTime() - startedAt.getTime()) / 1000;
  report(task, { type: "task-started" });
  try {
    const result = await work();
    report(task, { type: "task-finished", seconds: seconds() });
    return result;
  } catch (error) {
    report(task, { type: "task-failed", seconds: seconds(), message: reasonOf(error) });
    throw error;
  }
}

/** A reporter that stamps every event with its origin. */
export function reportTo(
  sink: EventSink,
  origin: Pick<EventOrigin, "run" | "resource" | "host" | "object">,
  now: () => Date,
): StepReporter {
  return (step, event) =>
    sink.emit({ v: EVENT_VERSION, time: now().toISOString(), ...origin, step, ...event });
}
