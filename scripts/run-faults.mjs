// Runs the fault matrix, or a part of it: node scripts/run-faults.mjs [OPTION…], see test/faults/arguments.ts.
// With --rotate=N in place of --part: every commit tests another of N parts.
import { execFileSync } from "node:child_process";
import {
  canRunHosts,
  ensureNpmPackages,
  ensurePrograms,
  noHostsReason,
  requireTerraform,
  root,
  run,
} from "./machine.mjs";

const offline = ["--list", "--docs"];
const args = process.argv.slice(2).map(rotated);

ensureNpmPackages();
if (!args.some((word) => offline.includes(word))) {
  if (!canRunHosts) {
    console.error(noHostsReason);
    process.exit(1);
  }
  ensurePrograms({
    buildah: "buildah",
    mmdebstrap: "mmdebstrap",
    jq: "jq",
    ip: "iproute2",
    ssh: "openssh-client",
    go: "golang-go",
  });
  requireTerraform();
}
run("npx", ["tsx", "test/faults/main.ts", ...args], {
  env: { ...process.env, CHECKPOINT_DISABLE: "1" },
});

/** `--rotate=N` becomes `--part=I/N`: which part follows from the number of commits. */
function rotated(word) {
  const parts = /^--rotate=(\d+)$/.exec(word)?.[1];
  return parts === undefined ? word : `--part=${(commits() % Number(parts)) + 1}/${parts}`;
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
