import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLines } from "../../../../../cli/src/event-log/read-lines";
import { isOver, lastSession, settled } from "../../../../../cli/src/event-log/session";
import { tailFile } from "../../../../../cli/src/event-log/tail-file";
import { recordedLines, runsOf } from "../../../../support/event-logs/read-log";

const event = (different: object = {}): string =>
  JSON.stringify({
    v: 2,
    time: "2026-01-01T00:00:00.000Z",
    run: "a",
    resource: "sealos_host",
    host: "cp-1",
    step: "check",
    type: "step-started",
    ...different,
  });
const at = (second: number): string => new Date(second * 1000).toISOString();

describe("a reader of event logs", () => {
  it.each(["apply", "version-1"] as const)("understands every line of the log %s", (name) => {
    const lines = recordedLines(name);
    const { events, unreadable } = readLines(lines);
    expect([events.length, unreadable]).toEqual([lines.length, 0]);
  });

  it("passes over a torn line and reads the whole event behind it", () => {
    const read = readLines([event(), `{"v":2,"time":"2026${event()}`, '{"v":2,"ti', "", event()]);
    expect(read.events).toHaveLength(3);
    expect(read.unreadable).toBe(2);
  });

  it("passes over events of a newer version", () => {
    expect(readLines([event({ v: 3 }), event()])).toMatchObject({
      events: [{ host: "cp-1" }],
      unreadable: 1,
    });
  });

  it("finds each step once, with its end and its bytes", () => {
    const [run] = runsOf(recordedLines("apply"));
    expect(run?.isEnded).toBe(true);
    expect(run?.bars.filter(({ outcome }) => outcome !== "done")).toEqual([]);
    const sent = run?.bars.find(({ host, step }) => host === "cp-2" && step === "mount-rootfs");
    expect(sent?.transfer?.bytes).toBe(sent?.transfer?.total);
  });

  it("counts what a run left under way as failed", () => {
    const [run] = runsOf([event(), event({ type: "run-finished" })]);
    expect(run?.bars).toMatchObject([
      { outcome: "failed", message: "the run ended before it was done" },
    ]);
  });
});

describe("the newest session of a log", () => {
  const run = (id: string, from: number, to: number, end = true) => [
    event({ run: id, type: "run-started", machine: "here", pid: 1, version: "1", time: at(from) }),
    event({ run: id, time: at(from) }),
    event({ run: id, time: at(to), ...(end ? { type: "run-finished" } : {}) }),
  ];
  const here = { machine: "here", now: 0, isAlive: () => true };

  it("is the newest run and those beside it, not those before it", () => {
    const runs = runsOf([...run("old", 0, 9), ...run("a", 10, 20), ...run("b", 19, 30)]);
    expect(lastSession(runs).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("is over when each of its runs said so, or its process is gone", () => {
    const live = runsOf([...run("a", 0, 9), ...run("b", 0, 9, false)]);
    expect(isOver(live, here)).toBe(false);
    expect(isOver(live, { ...here, isAlive: () => false })).toBe(true);
    expect(settled(live, { ...here, isAlive: () => false })[1]?.bars[0]?.outcome).toBe("failed");
    expect(isOver(runsOf(run("a", 0, 9)), here)).toBe(true);
  });

  it("is over after a silence where nothing is known of its process", () => {
    const runs = runsOf(recordedLines("version-1"));
    const end = runs[0]!.to;
    expect(isOver(runs, { ...here, now: end + 1_000 })).toBe(false);
    expect(isOver(runs, { ...here, now: end + 16 * 60_000 })).toBe(true);
  });
});

describe("a file that grows", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tail-"));
    path = join(folder, "log");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("gives whole lines as they come, and a half one when it is whole", async () => {
    const tail = tailFile(path);
    expect(await tail.read()).toEqual([]);
    writeFileSync(path, "one\ntw");
    expect(await tail.read()).toEqual(["one"]);
    appendFileSync(path, "o\n");
    expect(await tail.read()).toEqual(["two"]);
  });

  it("starts again when it was replaced by a shorter one", async () => {
    const tail = tailFile(path);
    writeFileSync(path, "one\ntwo\n");
    await tail.read();
    writeFileSync(path, "new\n");
    expect(await tail.read()).toEqual(["new"]);
  });
});
