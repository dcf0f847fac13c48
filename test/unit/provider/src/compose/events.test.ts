import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEvents } from "../../../../../provider/src/compose/events";
import { createRedactor } from "../../../../../provider/src/lib/redact";
import type { PipelineEvent, StepEvent } from "../../../../../provider/src/pipeline/events";

const at = (milliseconds: number, event: StepEvent): PipelineEvent => ({
  v: 2,
  time: new Date(milliseconds).toISOString(),
  run: "run 1",
  resource: "sealos_host",
  host: "cp-1",
  step: "mount-rootfs",
  ...event,
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "events-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What the log holds after the events, without the lines of the run itself. */
function logged(events: readonly PipelineEvent[], secrets: readonly string[] = []) {
  const log = join(folder, "events.jsonl");
  const redactor = createRedactor(secrets);
  const sink = createEvents(
    { log, run: "run 1", redactor, clock: () => new Date(0) },
    { atExit: () => undefined },
  );
  events.forEach((event) => sink.emit(event));
  const lines = readFileSync(log, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as PipelineEvent).slice(1);
}

describe("the events of a run", () => {
  it("go nowhere unless somebody wants them", () => {
    const redactor = createRedactor();
    const atExit = jest.fn();
    const settings = { log: undefined, run: "run 1", redactor, clock: () => new Date(0) };
    expect(() =>
      createEvents(settings, { atExit }).emit(at(0, { type: "step-started" })),
    ).not.toThrow();
    expect(atExit).not.toHaveBeenCalled();
  });

  it("hold no secret", () => {
    const secret = "correct horse battery";
    const line = `password is ${secret}`;
    const events = [
      at(0, { type: "output", stream: "stderr", line }),
      at(1, { type: "step-failed", seconds: 1, message: line }),
    ];
    expect(JSON.stringify(logged(events, [secret]))).not.toContain("horse");
  });

  it("stay readable when a secret is a word of the schema", () => {
    const started = at(0, { type: "step-started" });
    const output = at(1, { type: "output", stream: "stdout", line: "step" });
    expect(logged([started, output], ["step", "type", "sealos_host", "stdout"])).toEqual([
      started,
      { ...output, line: "(secret)" },
    ]);
  });

  it("tell of a transfer's beginning and end, and in between four times a second", () => {
    const transfer = (time: number) => at(time, { type: "transfer", bytes: time, total: 1_000 });
    const events = Array.from({ length: 101 }, (_, index) => transfer(index * 10));
    expect(logged(events).map(({ time }) => Date.parse(time))).toEqual([0, 250, 500, 750, 1_000]);
  });

  it("tell of every transfer's beginning, also of the second attempt of a step", () => {
    const events = [
      at(0, { type: "transfer", bytes: 1, total: 9 }),
      at(1, { type: "step-failed", seconds: 1, message: "lost" }),
      at(2, { type: "transfer", bytes: 2, total: 9 }),
    ];
    expect(logged(events)).toEqual(events);
  });
});
