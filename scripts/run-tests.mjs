// Runs test levels and closes with their sum: node scripts/run-tests.mjs [OPTION…] LEVEL… [PART OF A FILE NAME…]
//   --require-all  a level that cannot run here is a failure
//   --minutes=N    of the long levels run, last, one file each and then what begins within N minutes, in turn: the next
//                  commit begins with the next file
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  canRunHosts,
  ensureNpmPackages,
  ensurePrograms,
  noHostsReason,
  requireTerraform,
  root,
  run,
} from "./machine.mjs";
import { turn } from "./turn.mjs";

// What a level needs beyond Node: { hosts } lab hosts and root, { image } the cluster image to build first, { workers }
// how many files may run side by side (default: one a core), { long } whether --minutes limits it.
const levels = {
  unit: {},
  cdktn: {},
  types: {},
  protocol: {},
  integration: { hosts: true },
  cluster: { hosts: true, image: "standin" },
  package: { hosts: true },
  lab: { hosts: true },
  life: { hosts: true, image: "standin", workers: 1, long: true },
  e2e: { hosts: true, image: "real", workers: 1, long: true },
  fuzz: { workers: 1 },
};

const programs = {
  buildah: "buildah",
  mmdebstrap: "mmdebstrap",
  jq: "jq",
  ip: "iproute2",
  ssh: "openssh-client",
  sshd: "openssh-server",
  go: "golang-go",
  bc: "bc",
  chromium: "chromium",
};

const requireAll = process.argv.includes("--require-all");
const minutes = process.argv.find((word) => word.startsWith("--minutes="))?.split("=")[1];
const words = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const wanted = words.filter((word) => word in levels);
const files = words.filter((word) => !(word in levels));
if (wanted.length === 0) {
  console.error(`name at least one level: ${Object.keys(levels).join(", ")}`);
  process.exit(64);
}
const runnable = wanted.filter((level) => canRunHosts || !levels[level].hosts);

ensureNpmPackages();
for (const level of wanted.filter((name) => !runnable.includes(name))) {
  console.error(`level ${level} cannot run here: ${noHostsReason}`);
}
if (runnable.some((level) => levels[level].hosts)) {
  ensurePrograms(programs);
  requireTerraform();
}
for (const image of new Set(runnable.map((level) => levels[level].image).filter(Boolean))) {
  run("bash", ["lab/images.sh", image], { stdio: ["ignore", "ignore", "inherit"] });
}

const scratch = mkdtempSync(join(tmpdir(), "tests-"));
const sum = { passed: 0, failed: 0, skipped: 0 };
const inTurn = minutes === undefined ? [] : runnable.filter((level) => levels[level].long);
for (const level of runnable) if (!inTurn.includes(level)) runLevel(level, files);
runInTurn(inTurn);
rmSync(scratch, { recursive: true });
if (requireAll && runnable.length < wanted.length) sum.failed += wanted.length - runnable.length;
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;

function runLevel(level, parts) {
  const report = join(scratch, `${level}.json`);
  const workers = levels[level].workers === 1 ? ["--runInBand"] : ["--maxWorkers=100%"];
  rmSync(report, { force: true });
  spawnSync(
    "npx",
    [
      "jest",
      "--selectProjects",
      level,
      "--json",
      `--outputFile=${report}`,
      "--testLocationInResults",
      ...workers,
      ...(parts.length === 0 ? [] : ["--passWithNoTests", "--", ...parts]),
    ],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, CHECKPOINT_DISABLE: "1" },
    },
  );
  addReport(report, level);
}

/** Runs files of the levels alternately until the time is up. */
function runInTurn(names) {
  const queues = names.map((level) => ({ level, done: 0, waiting: filesInTurn(level) }));
  for (;;) {
    const [next] = queues
      .filter(({ waiting }) => waiting.length > 0)
      .sort((one, other) => one.done - other.done);
    if (next === undefined || (next.done > 0 && performance.now() > Number(minutes) * 60_000))
      break;
    runLevel(next.level, [next.waiting.shift()]);
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
function addReport(file, level) {
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    sum.passed += report.numPassedTests;
    sum.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
    sum.skipped += report.numPendingTests + report.numTodoTests;
  } catch {
    console.error(`level ${level}: jest gave no report`);
    sum.failed += 1;
  }
}
