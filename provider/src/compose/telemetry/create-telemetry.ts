import type { Attributes } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { LogWriter } from "../event-log";
import type { ClosableSink } from "../events";
import { parentContext, serviceAttributes, type Environment } from "./environment";
import { createSpanTree } from "./span-tree";

const SEND_AFTER_MS = 1_000;
const QUEUE = 16_384; // a thousand hosts, all in the same second

/**
 * Sends spans run → object → step to the collector of `OTEL_EXPORTER_OTLP_ENDPOINT` (OTLP over HTTP, as JSON). A step's
 * span leaves within a second of its end, those of objects and of the run when the sink is closed. A collector that is
 * away changes nothing for the apply. Why this library: docs/adr/0011-telemetry.md.
 */
export function createTelemetry(writer: LogWriter, env: Environment): ClosableSink {
  const exporter = new OTLPTraceExporter(); // reads endpoint, headers, timeout and the like from the environment
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ ...serviceAttributes(env), ...processAttributes(writer) }),
    spanProcessors: [
      new BatchSpanProcessor(exporter, {
        scheduledDelayMillis: SEND_AFTER_MS,
        maxQueueSize: QUEUE,
      }),
    ],
  });
  const tracer = provider.getTracer("cdktf-sealos", writer.version);
  const spans = createSpanTree(tracer, writer.run, parentContext(env));
  return {
    emit: (event) => spans.emit(event),
    async close() {
      spans.close();
      await provider.shutdown().catch(() => undefined);
    },
  };
}

function processAttributes({ machine, pid, version }: LogWriter): Attributes {
  return { "service.version": version, "host.name": machine, "process.pid": pid };
}
