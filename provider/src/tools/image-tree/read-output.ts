import { buffer } from "node:stream/consumers";

import type { Argv, Runner } from "../../transports/runner";

export interface ReadOptions {
  /** What the command reads; by default nothing. */
  readonly stdin?: string | Uint8Array;
  /** Default 5 minutes. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

const LIMIT_MS = 5 * 60_000;

/**
 * Runs a command and gives its output byte for byte. `query` gives text, out of which secrets were
 * taken: good for people, wrong for a list of paths or the content of a file.
 */
export async function readOutput(
  runner: Runner,
  argv: Argv,
  options: ReadOptions = {},
): Promise<Buffer> {
  return (await run(runner, argv, [0], options)).output;
}

/** As {@link readOutput}; undefined when the command ends with one of the exit codes that mean "there is none". */
export async function readIfPresent(
  runner: Runner,
  argv: Argv,
  absent: readonly number[],
  options: ReadOptions = {},
): Promise<Buffer | undefined> {
  const { output, exitCode } = await run(runner, argv, [0, ...absent], options);
  return exitCode === 0 ? output : undefined;
}

async function run(
  runner: Runner,
  argv: Argv,
  accept: readonly number[],
  { stdin, timeoutMs = LIMIT_MS, signal }: ReadOptions,
): Promise<{ readonly output: Buffer; readonly exitCode: number }> {
  const command = await runner.start(argv, { timeoutMs, accept, signal });
  // A command that ends early leaves its input unread: its exit code tells.
  command.stdin.on("error", () => undefined);
  command.stdin.end(stdin);
  const output = await buffer(command.stdout).catch(() => Buffer.alloc(0));
  const { exitCode } = await command.done;
  return { output, exitCode };
}
