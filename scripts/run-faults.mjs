// Runs the fault matrix, or a part of it: node scripts/run-faults.mjs [OPTION…], see test/faults/arguments.ts.
// With --sample=N: N cells, and others with every commit.
import { execFileSync } from "node:child_process";
import { ensureNpmPackages, requireLab, root, run } from "./machine.mjs";

const offline = ["--list", "--docs"];
const args = process.argv.slice(2).map(withTurn);

ensureNpmPackages();
if (!args.some((word) => offline.includes(word))) requireLab();
run("npx", ["tsx", "test/faults/main.ts", ...args], {
  env: { ...process.env, CHECKPOINT_DISABLE: "1" },
});

/** `--sample=N` becomes `--sample=N/TURN`: whose turn it is follows from the number of commits. */
function withTurn(word) {
  return /^--sample=\d+$/.test(word) ? `${word}/${commits()}` : word;
}

function commits() {
  try {
    return Number(
      execFileSync("git", ["rev-list", "--count", "HEAD"], { cwd: root, encoding: "utf8" }),
    );
  } catch {
    return 0; // no history here: always the first part
  }
}
