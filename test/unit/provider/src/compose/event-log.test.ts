import { execFile } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createEventLog, type LogWriter } from "../../../../../provider/src/compose/event-log";
import type { PipelineEvent } from "../../../../../provider/src/pipeline/events";

const event = (line: string): PipelineEvent => ({
  v: 2,
  time: "2026-01-01T00:00:00.000Z",
  run: "run 1",
  resource: "sealos_host",
  host: "cp-1",
  step: "bootstrap-init",
  type: "output",
  stream: "stdout",
  line,
});

const writer: LogWriter = {
  run: "run 1",
  machine: "runner",
  pid: 4711,
  version: "1.2.3",
  clock: () => new Date("2026-01-01T00:00:09Z"),
};

const STARTED = {
  v: 2,
  time: "2026-01-01T00:00:00.000Z",
  run: "run 1",
  type: "run-started",
  machine: "runner",
  pid: 4711,
  version: "1.2.3",
};

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "event-log-"));
  path = join(folder, "events.jsonl");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const lines = () => readFileSync(path, "utf8").trimEnd().split("\n");
const written = () => lines().map((line) => JSON.parse(line) as unknown);

describe("the event log", () => {
  it("has one line of JSON for each event, between the beginning and the end of the run", async () => {
    const log = createEventLog(path, writer);
    log.emit(event("one"));
    log.emit(event("two"));
    await log.close();
    expect(written()).toEqual([
      STARTED,
      event("one"),
      event("two"),
      { v: 2, time: "2026-01-01T00:00:09.000Z", run: "run 1", type: "run-finished" },
    ]);
  });

  it("is for its owner alone", () => {
    createEventLog(path, writer).emit(event("one"));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("is not touched by a run that has nothing to tell", async () => {
    await createEventLog(path, writer).close();
    expect(() => statSync(path)).toThrow("ENOENT");
  });

  it("goes on below the half line that a killed process left", () => {
    appendFileSync(path, '{"v":2,"ti');
    createEventLog(path, writer).emit(event("one"));
    expect(lines()[0]).toBe('{"v":2,"ti');
    expect(JSON.parse(lines()[1]!)).toEqual(STARTED);
  });

  it("that cannot be written fails no apply", async () => {
    const log = createEventLog(join(folder, "missing", "events.jsonl"), writer);
    log.emit(event("one"));
    expect(() => log.emit(event("two"))).not.toThrow();
    await log.close();
  });

  it("keeps the lines of several processes apart, however long they are", async () => {
    const program = `
      const { createEventLog } = require(${JSON.stringify(require.resolve("../../../../../provider/src/compose/event-log"))});
      const run = process.argv[1];
      const log = createEventLog(${JSON.stringify(path)}, { ...${JSON.stringify(writer)}, run, clock: () => new Date() });
      const event = { ...${JSON.stringify(event(""))}, run };
      for (let count = 0; count < 100; count += 1) log.emit({ ...event, line: run.repeat(10000) });
      log.close();`;
    const start = (run: string) =>
      promisify(execFile)(process.execPath, ["--import", "tsx", "-e", program, run]);
    await Promise.all(["a", "b", "c"].map(start));
    const runs = written().map((line) => (line as PipelineEvent).run);
    for (const run of ["a", "b", "c"]) {
      expect(runs.filter((other) => other === run)).toHaveLength(102);
    }
  });
});
