/** Whether the environment, by OpenTelemetry's own variables, names a collector of spans and does not forbid them. */
export function wantsTelemetry(env: Readonly<Record<string, string | undefined>>): boolean {
  const endpoints = [
    env["OTEL_EXPORTER_OTLP_ENDPOINT"],
    env["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"],
  ].filter((endpoint) => endpoint !== undefined && endpoint !== "");
  const isOff =
    env["OTEL_SDK_DISABLED"]?.toLowerCase() === "true" || env["OTEL_TRACES_EXPORTER"] === "none";
  return endpoints.length > 0 && !isOff;
}
