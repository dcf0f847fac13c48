import type { Argv, CommandOptions, QueryRunner } from "../../transports/runner";
import { MISSING } from "./missing";

/**
 * Reads a whole file as it is; undefined when there is none. Its content travels encoded, so that neither odd
 * bytes nor the redaction of output change it.
 */
export async function readFile(
  runner: QueryRunner,
  path: string,
  options: Pick<CommandOptions, "signal" | "timeoutMs"> = {},
): Promise<Buffer | undefined> {
  const { exitCode, stdout } = await runner.query(readCommand(path), {
    ...options,
    accept: [0, MISSING],
  });
  return exitCode === MISSING ? undefined : Buffer.from(stdout, "base64");
}

function readCommand(path: string): Argv {
  return ["sh", "-c", `[ -e "$1" ] || exit ${MISSING}; exec base64 <"$1"`, "read-file", path];
}
