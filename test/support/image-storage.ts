import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Storage of buildah that all tests share; `lab.sh clean --cache` deletes it. */
export function imageStorage(): string {
  return join(process.env["LAB_DIR"] ?? "/var/tmp/kubelab", "storage-tests");
}

/** Ids of the working containers in the storage. */
export function workingContainers(): readonly string[] {
  return buildah("containers", "--quiet").split("\n").filter(Boolean).sort();
}

/** Unmounts and drops what runs that were killed left in the storage. Images stay. */
export function dropWorkingContainers(): void {
  buildah("rm", "--all");
}

function buildah(...args: readonly string[]): string {
  const storage = ["--root", imageStorage(), "--runroot", `${imageStorage()}-run`];
  return execFileSync("buildah", [...storage, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}
