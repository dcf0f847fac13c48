// Runs the fault matrix, or a part of it: node scripts/run-faults.mjs [OPTION…], see test/faults/arguments.ts.
// With --sample=N: N cells, and others with every commit.
import { ensureNpmPackages, requireLab, run } from "./machine.mjs";
import { turn } from "./turn.mjs";

const offline = ["--list", "--docs"];
const args = process.argv.slice(2).map(withTurn);

ensureNpmPackages();
if (!args.some((word) => offline.includes(word))) requireLab();
run("npx", ["tsx", "test/faults/main.ts", ...args], {
  env: { ...process.env, CHECKPOINT_DISABLE: "1" },
});

/** `--sample=N` becomes `--sample=N/TURN`. */
function withTurn(word) {
  return /^--sample=\d+$/.test(word) ? `${word}/${turn()}` : word;
}
