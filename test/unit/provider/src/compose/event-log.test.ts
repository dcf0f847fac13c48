import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEventLog } from "../../../../../provider/src/compose/event-log";
import { createRedactor } from "../../../../../provider/src/lib/redact";
import type { PipelineEvent } from "../../../../../provider/src/pipeline/events";

const event = (line: string): PipelineEvent => ({
  v: 1,
  time: "2026-01-01T00:00:00.000Z",
  run: "run 1",
  resource: "sealos_host",
  host: "cp-1",
  step: "bootstrap-init",
  type: "output",
  stream: "stdout",
  line,
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "event-log-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("the event log", () => {
  it("has one line of JSON for each event, for its owner alone", () => {
    const path = join(folder, "events.jsonl");
    const log = createEventLog(path, createRedactor());
    log.emit(event("one"));
    log.emit(event("two"));
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([event("one"), event("two")]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("holds no secret", () => {
    const path = join(folder, "events.jsonl");
    const redactor = createRedactor();
    redactor.add("correct horse battery");
    createEventLog(path, redactor).emit(event("password is correct horse battery"));
    expect(readFileSync(path, "utf8")).not.toContain("correct horse");
  });

  it("that cannot be written fails no apply", () => {
    const log = createEventLog(join(folder, "missing", "events.jsonl"), createRedactor());
    log.emit(event("one"));
    expect(() => log.emit(event("two"))).not.toThrow();
  });

  it("is written nowhere without a path", () => {
    expect(() => createEventLog(undefined, createRedactor()).emit(event("one"))).not.toThrow();
  });
});
