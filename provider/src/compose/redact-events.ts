import type { Redactor } from "../lib/redact";
import type { EventSink, PipelineEvent } from "../pipeline/events";

/** Free text, written by machines and people. Everything else is a word of ours, which a secret may equal by chance. */
const FREE_TEXT = ["host", "message", "line"] as const;

/** Takes known secrets out of what events tell, before anybody sees them. */
export function redactEvents(sink: EventSink, redactor: Redactor): EventSink {
  return { emit: (event) => sink.emit(redactEvent(event, redactor)) };
}

function redactEvent(event: PipelineEvent, redactor: Redactor): PipelineEvent {
  const texts = event as Partial<Record<(typeof FREE_TEXT)[number], string>>;
  const redacted = FREE_TEXT.flatMap((name) => {
    const text = texts[name];
    return text === undefined ? [] : [[name, redactor.redact(text)]];
  });
  return { ...event, ...Object.fromEntries(redacted) } as PipelineEvent;
}
