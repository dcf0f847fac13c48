import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import * as z from "zod/mini";
import { wantsTelemetry } from "../../provider/src/compose/telemetry/switch";
import type { PipelineEvent } from "../../provider/src/pipeline/events";
import { recordedLines } from "../support/event-logs/read-log";

const attribute = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) });

// OTLP's trace request in JSON, as far as a collector insists: ids in hexadecimal, times as decimal strings.
const span = z.object({
  traceId: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  spanId: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  parentSpanId: z.optional(z.string().check(z.regex(/^[0-9a-f]{16}$/))),
  name: z.string(),
  kind: z.number(),
  startTimeUnixNano: z.string().check(z.regex(/^\d+$/)),
  endTimeUnixNano: z.string().check(z.regex(/^\d+$/)),
  attributes: z.array(attribute),
  status: z.object({ code: z.optional(z.number()), message: z.optional(z.string()) }),
});
const request = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attribute) }),
      scopeSpans: z.array(
        z.object({ scope: z.object({ name: z.string() }), spans: z.array(span) }),
      ),
    }),
  ),
});
type Span = z.infer<typeof span>;

let collector: Server;
let bodies: string[];
let problems: string[];

beforeEach(async () => {
  [bodies, problems] = [[], []];
  collector = createServer((message, response) => {
    let body = "";
    message.setEncoding("utf8").on("data", (text: string) => (body += text));
    message.on("end", () => {
      const address = `${message.method} ${message.url} ${message.headers["content-type"]}`;
      if (address !== "POST /v1/traces application/json") problems.push(address);
      bodies.push(body);
      response.setHeader("content-type", "application/json").end("{}");
    });
  }).listen(0, "127.0.0.1");
  await once(collector, "listening");
});

afterEach(() => {
  collector.closeAllConnections();
  collector.close();
});

/** Sends events as a provider does, and gives back the spans that arrived. */
async function spansFor(
  events: readonly PipelineEvent[],
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Span[]> {
  const { port } = collector.address() as AddressInfo;
  const program = join(__dirname, "../support/send-spans.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program, "correct horse"], {
    env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, ...env },
    stdio: ["pipe", "inherit", "inherit"],
  });
  child.stdin.end(JSON.stringify(events));
  expect(await once(child, "exit")).toEqual([0, null]);
  const requests = bodies.map((body) => request.parse(JSON.parse(body)));
  return requests.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
  );
}

const recorded = () =>
  recordedLines("apply")
    .map((line) => JSON.parse(line) as PipelineEvent)
    .filter(({ step }: Partial<PipelineEvent>) => step !== undefined);

describe("spans of an apply", () => {
  it("arrive as one trace of run, objects and steps", async () => {
    const spans = await spansFor(recorded());
    expect(problems).toEqual([]);
    const byId = new Map(spans.map((each) => [each.spanId, each]));
    const [run, ...others] = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect([run?.name, others]).toEqual(["run", []]);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    const init = spans.find(({ name }) => name === "kubeadm-init");
    const object = byId.get(init?.parentSpanId ?? "");
    expect(object?.name).toBe("sealos_cluster cp-1");
    expect(object?.parentSpanId).toBe(run?.spanId);
    const started = recorded().filter(({ type }) => type.endsWith("-started"));
    expect(spans).toHaveLength(1 + 12 + started.length);
    for (const { startTimeUnixNano: from, endTimeUnixNano: to } of spans) {
      expect(BigInt(from) <= BigInt(to)).toBe(true);
    }
  });

  it("say what failed, in the step, its object and the run, and no secret", async () => {
    const [first] = recorded();
    const at = { ...first!, object: undefined, host: "cp-1", step: "check" };
    const spans = await spansFor([
      { ...at, type: "step-started" } as unknown as PipelineEvent,
      { ...at, type: "output", stream: "stdout", line: "printed" } as unknown as PipelineEvent,
      {
        ...at,
        type: "step-failed",
        seconds: 1,
        message: "correct horse was refused",
      } as unknown as PipelineEvent,
    ]);
    const failed = { code: 2, message: "cp-1: check: (secret) was refused" };
    expect(spans.map(({ status }) => status)).toEqual([failed, failed, failed]);
    expect(bodies.join("")).not.toMatch(/horse|printed/);
  });

  it("belong to the trace that TRACEPARENT names", async () => {
    const env = { TRACEPARENT: `00-${"ab".repeat(16)}-${"cd".repeat(8)}-01` };
    const spans = await spansFor(recorded().slice(0, 2), env);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set(["ab".repeat(16)]));
    expect(spans.find(({ name }) => name === "run")?.parentSpanId).toBe("cd".repeat(8));
  });

  it("are nobody's trouble when the collector is away", async () => {
    const away = {
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1",
      OTEL_EXPORTER_OTLP_TIMEOUT: "300",
    };
    expect(await spansFor(recorded(), away)).toEqual([]);
  });
});

describe("telemetry", () => {
  it.each<[boolean, Readonly<Record<string, string>>]>([
    [false, {}],
    [false, { OTEL_EXPORTER_OTLP_ENDPOINT: "" }],
    [true, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" }],
    [true, { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://collector:4318/v1/traces" }],
    [false, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318", OTEL_SDK_DISABLED: "true" }],
    [false, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318", OTEL_TRACES_EXPORTER: "none" }],
  ])("is wanted (%s) by %j", (wanted, env) => {
    expect(wantsTelemetry(env)).toBe(wanted);
  });
});
