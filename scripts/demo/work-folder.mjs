import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { interruptThoseIn, processesIn, startTime, waitForThoseIn } from "./processes.mjs";

/**
 * The demo's own folder, outside of the project: mirror, stack, state, logs, traces. One demo at a time works in it; whatever a
 * killed one left running is ended first.
 */
export async function openWorkFolder() {
  const labFolder = resolve(process.env.LAB_DIR ?? "/var/tmp/kubelab");
  const folder = resolve(process.env.DEMO_DIR ?? join(labFolder, "demo"));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = (...parts) => join(folder, ...parts);
  const lock = path("running.json");
  const record = path("demo.json");
  claim(lock);
  await endLeftovers(path("project"));
  return {
    path,
    project: path("project"),
    stack: path("project/cdktf.out/stacks/quickstart"),
    eventLog: path("events.jsonl"),
    /** What the last demo was made of, or undefined. */
    record: () => readJson(record),
    keepRecord: (content) => writeFileSync(record, JSON.stringify(content, null, 2)),
    /** Forgets stack, state and traces; the mirror stays. */
    forget() {
      for (const part of ["project", "traces", "demo.json", "events.jsonl"]) {
        rmSync(path(part), { recursive: true, force: true });
      }
    },
    close: () => rmSync(lock, { force: true }),
  };
}

function claim(lock) {
  const owner = readJson(lock);
  if (owner !== undefined && owner.started === startTime(owner.pid)) {
    console.error(`demo: another one is running (process ${owner.pid}); wait for it or stop it`);
    process.exit(1);
  }
  writeFileSync(lock, JSON.stringify({ pid: process.pid, started: startTime(process.pid) }));
}

async function endLeftovers(project) {
  if (processesIn(project).length === 0) return;
  console.error("demo: stopping what a killed demo left running");
  interruptThoseIn(project);
  await waitForThoseIn(project);
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
