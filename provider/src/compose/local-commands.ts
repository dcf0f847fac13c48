import { createRedactor } from "../lib/redact";
import { isCommandError } from "../transports/errors";
import { createLocalRunner } from "../transports/local/local-runner";
import type { Argv, CommandResult } from "../transports/runner";

/** Runs a program on this machine and promises how it ended, within 10 s; exit code 127 when there is no such program. */
export type LocalCommands = (argv: Argv) => Promise<CommandResult>;

/** Programs of this machine, with that environment. They must not change anything. */
export function createLocalCommands(
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): LocalCommands {
  const runner = createLocalRunner({ redactor: createRedactor(), env });
  return async (argv) => {
    try {
      return await runner.query(argv, { signal, timeoutMs: 10_000 });
    } catch (thrown) {
      if (isCommandError(thrown)) return thrown;
      throw thrown;
    }
  };
}
