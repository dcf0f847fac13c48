/** Where a sub command writes; `process.stdout` is one. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** What a sub command may touch of the process that runs it. */
export interface CommandContext {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C and by a request to end: leave everything clean and return. */
  readonly signal: AbortSignal;
}

/** One sub command. */
export interface Command {
  /** What follows the program's name, and what each option does. */
  readonly usage: string;
  /**
   * Does the work and promises the exit code.
   *
   * @throws UsageError when the arguments are wrong; any other Error is told by its message, with exit code 1.
   */
  run(args: readonly string[], context: CommandContext): Promise<number>;
}

/** One line of the command table; `load` reads the command's code, so that no other command pays for it. */
export interface CommandEntry {
  readonly summary: string;
  load(): Command;
}

/** The arguments are wrong: exit code 64, told together with the usage. */
export class UsageError extends Error {
  readonly isUsageError = true;
}

/** Whether the arguments are to blame: ours, or what `parseArgs` of Node says. */
export function isUsageError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const isOurs = "isUsageError" in error && error.isUsageError === true;
  return isOurs || ("code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_"));
}
