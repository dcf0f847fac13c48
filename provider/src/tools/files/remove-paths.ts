import { posix } from "node:path";

import type { Argv, Runner } from "../../transports/runner";

/**
 * Removes files and whole trees; what is missing is fine. Mounts below are left alone, and with them the
 * directories that lead to them. Refuses, before anything is removed, the root directory, directories directly
 * below it, and paths that are not absolute.
 */
export async function removePaths(runner: Runner, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await runner.exec(removeCommand(paths), { timeoutMs: 10 * 60_000 });
}

/** The command that removes paths. @throws RangeError for a path that must never be removed. */
export function removeCommand(paths: readonly string[]): Argv {
  return ["rm", "-rf", "--one-file-system", "--", ...paths.map(checkedPath)];
}

function checkedPath(path: string): string {
  const normal = posix.normalize(path).replace(/\/$/, "");
  const depth = normal.split("/").length - 1;
  if (!path.startsWith("/") || depth < 2) {
    throw new RangeError(
      `Refusing to remove "${path}": it must be an absolute path at least two levels below the root directory.`,
    );
  }
  return normal;
}
