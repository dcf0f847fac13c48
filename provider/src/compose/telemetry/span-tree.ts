import {
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
  type Tracer,
} from "@opentelemetry/api";
import type { EventSink, PipelineEvent } from "../../pipeline/events";

/** Spans that follow events. */
export interface SpanTree extends EventSink {
  /** Ends what is still open: steps under way as failed, objects with their last event, and the run. */
  close(): void;
}

/**
 * Makes spans run → object → step (or task), dated by the events. A failed step marks its object and its run as failed.
 * What hosts print stays out of them.
 */
export function createSpanTree(tracer: Tracer, run: string, parent: Context): SpanTree {
  const objects = new Map<string, OpenSpan>();
  const steps = new Map<string, readonly Span[]>(); // several where the same image is mounted twice
  let root: OpenSpan | undefined;

  const open = (event: PipelineEvent, startTime: Date): { run: OpenSpan; object: OpenSpan } => {
    root ??= openSpan(tracer, "run", { startTime, attributes: { "sealos.run": run } }, parent);
    const name = objectName(event);
    const attributes = { "sealos.resource": event.resource, ...hostOf(event) };
    const object =
      objects.get(name) ?? openSpan(tracer, name, { startTime, attributes }, root.context);
    objects.set(name, object);
    return { run: root, object };
  };

  const end = (key: string, at: Date): void => {
    const [first, ...others] = steps.get(key) ?? [];
    first?.end(at);
    steps.set(key, others);
  };

  return {
    emit(event) {
      const at = new Date(event.time);
      const { run: whole, object } = open(event, at);
      whole.lastTime = object.lastTime = at;
      const key = `${objectName(event)} ${event.host} ${event.step}`;
      const under = steps.get(key) ?? [];
      const [step] = under;
      switch (event.type) {
        case "step-started":
        case "task-started": {
          const attributes = { "sealos.step": event.step, ...hostOf(event) };
          const span = tracer.startSpan(event.step, { startTime: at, attributes }, object.context);
          steps.set(key, [...under, span]);
          break;
        }
        case "step-failed":
        case "task-failed": {
          const message = `${event.host}: ${event.step}: ${event.message}`;
          for (const span of [step, object.span, whole.span]) fail(span, message);
          end(key, at);
          break;
        }
        case "step-finished":
        case "task-finished":
          end(key, at);
          break;
        case "transfer":
          step?.setAttributes({
            "sealos.bytes": event.bytes,
            "sealos.bytes.total": event.total,
            ...(event.held !== undefined && { "sealos.bytes.held": event.held }),
            ...(event.pulled !== undefined && { "sealos.bytes.pulled": event.pulled }),
          });
          break;
        case "note":
          (step ?? object.span).addEvent(event.message, { "sealos.step": event.step }, at);
          break;
        case "step-skipped":
          object.span.addEvent("skipped", { "sealos.step": event.step }, at);
          break;
        case "output":
          break;
      }
    },
    close() {
      for (const span of [...steps.values()].flat()) {
        fail(span, "the run ended before the step did");
        span.end(root?.lastTime);
      }
      for (const { span, lastTime } of objects.values()) span.end(lastTime);
      root?.span.end(root.lastTime);
    },
  };
}

interface OpenSpan {
  readonly span: Span;
  /** What spans below it are started in. */
  readonly context: Context;
  lastTime: Date;
}

function openSpan(
  tracer: Tracer,
  name: string,
  options: { readonly startTime: Date; readonly attributes: Attributes },
  parent: Context,
): OpenSpan {
  const span = tracer.startSpan(name, options, parent);
  return { span, context: trace.setSpan(ROOT_CONTEXT, span), lastTime: options.startTime };
}

function objectName({ resource, object, host }: PipelineEvent): string {
  return `${resource} ${object ?? host}`;
}

function hostOf({ host }: PipelineEvent): Attributes {
  return { "sealos.host": host };
}

function fail(span: Span | undefined, message: string): void {
  span?.setStatus({ code: SpanStatusCode.ERROR, message });
}
