import { createHclogLogger, logLevelOf, type LogLevel } from "../../../../provider/sdk";

function lines(
  level: LogLevel,
  use: (log: ReturnType<typeof createHclogLogger>) => void,
): string[] {
  const written: string[] = [];
  const now = (): Date => new Date("2025-01-02T03:04:05.678Z");
  use(
    createHclogLogger({ level, module: "provider.toy", write: (line) => written.push(line), now }),
  );
  return written;
}

test("writes one JSON object a line, with six fraction digits in the time", () => {
  const [line] = lines("trace", (log) => log.info("connected", { host: "web-1" }));
  expect(line).toBe(
    '{"host":"web-1","@level":"info","@message":"connected","@module":"provider.toy","@timestamp":"2025-01-02T03:04:05.678000Z"}\n',
  );
});

test("drops what is below the level", () => {
  const written = lines("warn", (log) => {
    log.trace("1");
    log.debug("2");
    log.info("3");
    log.warn("4");
    log.error("5");
  });
  expect(written.map((line) => (JSON.parse(line) as Record<string, string>)["@message"])).toEqual([
    "4",
    "5",
  ]);
  expect(lines("off", (log) => log.error("x"))).toEqual([]);
});

test("message and level are text whatever is passed, and no field can replace them", () => {
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;
  for (const [message, fields] of [
    [undefined, {}],
    [{ a: 1 }, { "@message": 5, "@level": 6 }],
    ["x", { circular, big: 1n, cause: new Error("why") }],
    [7, { big: 12345678901234567890n }],
  ] as const) {
    const [line] = lines("trace", (log) => log.info(message as string, fields));
    const parsed = JSON.parse(line!) as Record<string, unknown>;
    expect(typeof parsed["@message"]).toBe("string");
    expect(parsed["@level"]).toBe("info");
  }
});

test("keeps a line below the length at which Terraform cuts", () => {
  const [line] = lines("trace", (log) => log.info("y".repeat(50_000), { x: "x".repeat(100_000) }));
  expect(line!.length).toBeLessThan(65_536);
  expect(JSON.parse(line!)).toMatchObject({ "@level": "info", cut: true });
});

test.each([
  [{}, "off"],
  [{ TF_LOG: "DEBUG" }, "debug"],
  [{ TF_LOG: "JSON" }, "trace"],
  [{ TF_LOG: "TRACE", TF_LOG_PROVIDER: "warn" }, "warn"],
  [{ TF_LOG_PROVIDER: "warn", TF_LOG_PROVIDER_TOY: "ERROR" }, "error"],
  [{ TF_LOG: "OFF" }, "off"],
])("the level for %j is %s", (environment, level) => {
  expect(logLevelOf(environment, "toy")).toBe(level);
});
