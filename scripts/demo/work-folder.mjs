import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * The demo's own folder, outside of the project: mirror, stack, state, logs, traces. One demo at a time works in it; whatever a killed
 * one left running is ended first.
 */
export function openWorkFolder() {
  const labFolder = resolve(process.env.LAB_DIR ?? "/var/tmp/kubelab");
  const folder = resolve(process.env.DEMO_DIR ?? join(labFolder, "demo"));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = join(folder, "running.json");
  claim(lock);
  const path = (...parts) => join(folder, ...parts);
  return {
    path,
    project: path("project"),
    stack: path("project/cdktf.out/stacks/quickstart"),
    eventLog: path("events.jsonl"),
    /** What the last demo was made of, or undefined. */
    record: () => readJson(path("demo.json")),
    keepRecord: (record) => writeFileSync(path("demo.json"), JSON.stringify(record, null, 2)),
    /** Notes the process that works for this one, so that the next demo can end it if this one is killed. */
    noteChild: (pid) =>
      writeFileSync(
        lock,
        JSON.stringify({ self: processOf(process.pid), child: pid && processOf(pid) }),
      ),
    /** Forgets stack, state and traces; the mirror stays. */
    forget() {
      for (const part of ["project", "traces", "demo.json", "events.jsonl"])
        rmSync(path(part), { recursive: true, force: true });
    },
    close: () => rmSync(lock, { force: true }),
  };
}

function claim(lock) {
  const { self, child } = readJson(lock) ?? {};
  if (isAlive(self)) {
    console.error(`demo: another one is running (process ${self.pid}); wait for it or stop it`);
    process.exit(1);
  }
  if (isAlive(child)) {
    console.error(`demo: stopping what a killed demo left running (process ${child.pid})`);
    process.kill(-child.pid, "SIGINT");
    waitForEnd(child);
  }
  writeFileSync(lock, JSON.stringify({ self: processOf(process.pid) }));
}

// A provider that is told to stop ends its step and writes its journal; that may take a while, and not for ever.
function waitForEnd(child) {
  const limit = Date.now() + 120_000;
  while (isAlive(child)) {
    if (Date.now() > limit) process.kill(-child.pid, "SIGKILL");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

// A process id alone may be another program's by now: its start time tells.
function processOf(pid) {
  return { pid, started: startTime(pid) };
}

function isAlive(known) {
  if (known === undefined) return false;
  const started = startTime(known.pid);
  return started !== undefined && started === known.started;
}

function startTime(pid) {
  if (process.platform !== "linux") return isThere(pid) ? "unknown" : undefined;
  try {
    const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return state === "Z" ? undefined : rest[18];
  } catch {
    return undefined;
  }
}

function isThere(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
