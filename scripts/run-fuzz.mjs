// Searches for inputs that break a decoder, for a bounded time: node scripts/run-fuzz.mjs [--seconds N] [PART OF A FILE NAME…]
// Each target of test/fuzz/ gets an equal share. FUZZ_SEED=N repeats a search.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./machine.mjs";

const { values, positionals } = parseArgs({
  options: { seconds: { type: "string", default: "60" } },
  allowPositionals: true,
});
const seconds = Number(values.seconds);
if (!(seconds > 0)) {
  console.error(`--seconds: "${values.seconds}" must be a number above 0`);
  process.exit(64);
}

const folder = join(root, "test/fuzz");
const chosen = readdirSync(folder).filter(
  (file) => positionals.length === 0 || positionals.some((part) => file.includes(part)),
);
const shares = chosen
  .map((file) => readFileSync(join(folder, file), "utf8").match(/^ *fuzz\($/gm)?.length ?? 0)
  .reduce((sum, targets) => sum + targets, 0);
const { status } = spawnSync("node", ["scripts/run-tests.mjs", "fuzz", "--", ...positionals], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, FUZZ_SECONDS: String(seconds / Math.max(shares, 1)) },
});
process.exitCode = status ?? 1;
