import { ROOT_CONTEXT, trace, type Attributes, type Context } from "@opentelemetry/api";

/** Variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The context that `TRACEPARENT` (W3C Trace Context) names, so that a run is part of its pipeline's trace; else none. */
export function parentContext({ TRACEPARENT: parent = "" }: Environment): Context {
  const [, traceId, spanId, flags] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(parent.trim()) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return trace.setSpanContext(ROOT_CONTEXT, context);
}

/** What `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` say of this process, with a name of our own as default. */
export function serviceAttributes(env: Environment): Attributes {
  const listed = (env["OTEL_RESOURCE_ATTRIBUTES"] ?? "").split(",").flatMap((pair) => {
    const [name = "", value] = pair.split(/=(.*)/s);
    return value === undefined ? [] : [[name.trim(), decoded(value.trim())]];
  });
  const name = env["OTEL_SERVICE_NAME"];
  return {
    "service.name": "terraform-provider-sealos",
    ...(Object.fromEntries(listed) as Attributes),
    ...(name === undefined || name === "" ? {} : { "service.name": name }),
  };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
