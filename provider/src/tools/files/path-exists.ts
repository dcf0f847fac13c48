import type { QueryRunner } from "../../transports/runner";
import { MISSING } from "./missing";

const SCRIPT = `for path; do [ ! -e "$path" ] || exit 0; done; exit ${MISSING}`;

/**
 * Whether there is a file or directory at one of the paths; a link counts as what it leads to.
 *
 * @throws CommandError where the host did not look.
 */
export async function pathExists(
  runner: QueryRunner,
  ...paths: readonly string[]
): Promise<boolean> {
  const { exitCode } = await runner.query(["sh", "-c", SCRIPT, "path-exists", ...paths], {
    accept: [0, MISSING],
  });
  return exitCode === 0;
}

/** As {@link pathExists}, for a directory: a file in its place is none. */
export async function directoryExists(runner: QueryRunner, path: string): Promise<boolean> {
  return pathExists(runner, `${path}/.`);
}
