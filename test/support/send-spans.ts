import { createEvents } from "../../provider/src/compose/events";
import * as telemetry from "../../provider/src/compose/telemetry/create-telemetry";
import { createRedactor } from "../../provider/src/lib/redact";
import type { PipelineEvent } from "../../provider/src/pipeline/events";

/** Sends the events on stdin as a provider does: `tsx send-spans.ts SECRET`. A process, as the exporter reads its environment. */
async function sendSpans(secret: string): Promise<void> {
  const last: (() => Promise<void>)[] = [];
  const settings = {
    log: undefined,
    run: "run 1",
    redactor: createRedactor([secret]),
    clock: () => new Date(),
  };
  const sink = createEvents(settings, {
    loadTelemetry: () => telemetry,
    atExit: (work) => void last.push(async () => work()),
  });
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) text += String(chunk);
  (JSON.parse(text) as readonly PipelineEvent[]).forEach((event) => sink.emit(event));
  await Promise.all(last.map((work) => work()));
}

void sendSpans(process.argv[2] ?? "");
