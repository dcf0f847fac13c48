// Runs test levels and closes with their sum: node scripts/run-tests.mjs [OPTION…] LEVEL… [-- PART OF A FILE NAME…]
//   --require-all  a level that cannot run here is a failure
//   --minutes=N    of the long levels run, last, one file each and then what begins within N minutes, in turn: the next
//                  commit begins with the next file
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { canRunHosts, ensureNpmPackages, noHostsReason, root } from "./machine.mjs";
import { turn } from "./turn.mjs";

const cores = availableParallelism();
// Where machines are waited for: half as many again. In numbers, because jest takes "150%" for 150 files.
const MORE_THAN_CORES = Math.ceil(cores * 1.5);

// What a level needs beyond Node: { hosts } lab hosts and root, { image } the cluster image to build first, { browser },
// { workers } how many files may run side by side (default: one a core), { long } whether --minutes limits it.
const levels = {
  unit: {},
  cdktn: {},
  types: {},
  protocol: {},
  integration: { hosts: true, workers: MORE_THAN_CORES },
  cluster: { hosts: true, image: "standin", workers: MORE_THAN_CORES },
  hosts: { hosts: true, image: "standin", workers: MORE_THAN_CORES },
  artefacts: { hosts: true, browser: true },
  package: { hosts: true },
  lab: { hosts: true },
  life: { hosts: true, image: "standin", workers: 1, long: true },
  e2e: { hosts: true, image: "real", workers: 1, long: true },
  fuzz: { workers: 1 },
};

const requireAll = process.argv.includes("--require-all");
const minutes = process.argv.find((word) => word.startsWith("--minutes="))?.split("=")[1];
const words = process.argv.slice(2).filter((word) => word === "--" || !word.startsWith("-"));
const end = words.includes("--") ? words.indexOf("--") : words.length;
const wanted = words.slice(0, end);
const files = words.slice(end + 1);
if (wanted.length === 0 || wanted.some((word) => !(word in levels))) {
  console.error(
    `"${wanted.join(" ")}": name at least one level: ${Object.keys(levels).join(", ")}`,
  );
  process.exit(64);
}
const runnable = wanted.filter((level) => canRunHosts || !levels[level].hosts);

ensureNpmPackages();
for (const level of wanted.filter((name) => !runnable.includes(name))) {
  console.error(`level ${level} cannot run here: ${noHostsReason}`);
}

const scratch = mkdtempSync(join(tmpdir(), "tests-"));
const sum = { passed: 0, failed: 0, skipped: 0 };
const inTurn = minutes === undefined ? [] : runnable.filter((level) => levels[level].long);
const hostless = runnable.filter((level) => !levels[level].hosts);
const others = runnable.filter((level) => levels[level].hosts);
// A fresh machine is set up while the levels run that need nothing of it.
const isSetUp = setUp(others);
await runTogether(hostless);
if ((await isSetUp) !== 0) process.exit(1);
await runTogether(others.filter((level) => !inTurn.includes(level)));
await runInTurn(inTurn);
rmSync(scratch, { recursive: true });
if (requireAll && runnable.length < wanted.length) sum.failed += wanted.length - runnable.length;
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;

/** Answers the status with which the set-up for these levels ended. */
async function setUp(names) {
  if (names.length === 0) return 0;
  const images = new Set(names.map((level) => levels[level].image).filter(Boolean));
  const browser = names.some((level) => levels[level].browser) ? ["--browser"] : [];
  const words = ["scripts/set-up.mjs", ...browser, ...images];
  const stdio = ["ignore", "inherit", "inherit"];
  const [status] = await once(spawn("node", words, { cwd: root, stdio }), "exit");
  return status;
}

/** Levels with as many workers share them, so that none stands idle while the last file of a level runs. */
async function runTogether(names) {
  for (const workers of new Set(names.map(workersOf))) {
    await runLevels(
      names.filter((level) => workersOf(level) === workers),
      files,
    );
  }
}

function workersOf(level) {
  return levels[level].workers ?? cores;
}

/** Levels that have as many workers. */
async function runLevels(names, parts) {
  const workers = workersOf(names[0]);
  const report = join(scratch, `${names.join("-")}.json`);
  rmSync(report, { force: true });
  const words = [
    ...["jest", "--selectProjects", ...names],
    ...["--json", `--outputFile=${report}`, "--testLocationInResults"],
    workers === 1 ? "--runInBand" : `--maxWorkers=${workers}`,
    ...(parts.length === 0 ? [] : ["--passWithNoTests", "--", ...parts]),
  ];
  const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
  const jest = spawn("npx", words, { cwd: root, stdio: ["ignore", "ignore", "inherit"], env });
  await once(jest, "exit");
  addReport(report, names);
}

/** Runs files of the levels alternately until the time is up. */
async function runInTurn(names) {
  const queues = names.map((level) => ({ level, done: 0, waiting: filesInTurn(level) }));
  for (;;) {
    const [next] = queues
      .filter(({ waiting }) => waiting.length > 0)
      .sort((one, other) => one.done - other.done);
    if (next === undefined || (next.done > 0 && performance.now() > Number(minutes) * 60_000))
      break;
    await runLevels([next.level], [next.waiting.shift()]);
    next.done += 1;
  }
  for (const { level, done, waiting } of queues) {
    console.error(`level ${level}: ${done} of ${done + waiting.length} files within the time`);
  }
}

function filesInTurn(level) {
  const all = readdirSync(join(root, "test", level), { recursive: true });
  const tests = all.filter((file) => file.endsWith(".test.ts")).sort();
  const first = turn() % tests.length;
  return [...tests.slice(first), ...tests.slice(0, first)].map((file) => `test/${level}/${file}`);
}

/** A suite that does not start has no tests to count, so it counts as one failure. */
function addReport(file, names) {
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    sum.passed += report.numPassedTests;
    sum.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
    sum.skipped += report.numPendingTests + report.numTodoTests;
  } catch {
    console.error(`${names.join(", ")}: jest gave no report`);
    sum.failed += 1;
  }
}
