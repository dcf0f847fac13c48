// Runs test levels and closes with their sum: node scripts/run-tests.mjs [--require-all] [--in-turn] LEVEL… [PART OF A FILE NAME…]
// With --in-turn, of the levels that take long only some files run, and others with the next commit.
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
// how many files may run side by side (default: one a core), { turns } in how many parts it may run.
const levels = {
  unit: {},
  cdktn: {},
  types: {},
  protocol: {},
  integration: { hosts: true },
  cluster: { hosts: true, image: "standin", workers: 1 },
  package: { hosts: true },
  lab: { hosts: true },
  life: { hosts: true, image: "standin", workers: 1, turns: 3 },
  e2e: { hosts: true, image: "real", workers: 1, turns: 3 },
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
const inTurn = process.argv.includes("--in-turn");
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
for (const level of runnable) {
  const report = join(scratch, `${level}.json`);
  const workers = levels[level].workers === 1 ? ["--runInBand"] : ["--maxWorkers=100%"];
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
      ...(files.length === 0 ? [] : ["--passWithNoTests"]),
      "--",
      ...files,
      ...filesInTurn(level),
    ],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, CHECKPOINT_DISABLE: "1" },
    },
  );
  addReport(report, level);
}
rmSync(scratch, { recursive: true });
if (requireAll && runnable.length < wanted.length) sum.failed += wanted.length - runnable.length;
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;

/** The files of a level whose turn it is; none where all of them are to run. */
function filesInTurn(level) {
  const { turns = 1 } = levels[level];
  if (!inTurn || turns === 1) return [];
  const all = readdirSync(join(root, "test", level), { recursive: true });
  const tests = all.filter((file) => file.endsWith(".test.ts")).sort();
  const part = tests.filter((_, index) => index % turns === turn() % turns);
  console.error(`level ${level}: ${part.length} of ${tests.length} files: ${part.join(", ")}`);
  return part.map((file) => join("test", level, file));
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
