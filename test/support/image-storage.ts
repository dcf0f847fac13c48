import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const CACHE = process.env["LAB_DIR"] ?? "/var/tmp/kubelab";

/** Storage of buildah that the tests of one worker share, so that those side by side do not see each other's containers; `lab.sh clean --cache` deletes it. */
export function imageStorage(): string {
  return join(CACHE, `storage-tests-${process.env["JEST_WORKER_ID"] ?? "1"}`);
}

/** Ids of the working containers in the storage. */
export function workingContainers(): readonly string[] {
  const ids = buildah(imageStorage(), "containers", "--quiet");
  return ids.split("\n").filter(Boolean).sort();
}

/** Unmounts and drops what runs that were killed left in the storages. Images stay. */
export function dropWorkingContainers(): void {
  const all = existsSync(CACHE) ? readdirSync(CACHE) : [];
  const storages = all.filter((name) => /^storage-tests-\d+$/.test(name));
  storages.forEach((name) => buildah(join(CACHE, name), "rm", "--all"));
}

function buildah(storage: string, ...args: readonly string[]): string {
  return execFileSync("buildah", ["--root", storage, "--runroot", `${storage}-run`, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}
