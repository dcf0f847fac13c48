import type { Readable, Writable } from "node:stream";

/** The words of a command. They reach the machine as they are: no shell ever splits or expands them. */
export type Argv = readonly [program: string, ...words: string[]];

/** Where a line of output came from. */
export type OutputStream = "stdout" | "stderr";

/** Receives output as it appears, without line ends, already redacted. */
export type LineListener = (line: string, stream: OutputStream) => void;

export interface CommandOptions {
  /** What the command reads. Secrets travel here, never in the words of the command. */
  readonly stdin?: string | Uint8Array | Readable;
  /** Limit in milliseconds; the command is ended when it is reached. Default 60 000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onLine?: LineListener;
  /** Exit codes that are an answer rather than a failure. Default `[0]`. */
  readonly accept?: readonly number[];
}

/** How a command is started whose input and output are streams. */
export interface StreamOptions extends Omit<CommandOptions, "stdin"> {
  /** Whether so much data flows that a connection of its own is worth a login. Default false. */
  readonly isBulk?: boolean;
}

/** The outcome of a command whose exit code was accepted. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is under way. */
export interface RunningCommand {
  readonly stdin: Writable;
  /** To be read from the start on: what nobody has asked for when the command ends may be dropped. */
  readonly stdout: Readable;
  /** Settles when the command has ended and its streams are closed; rejects like {@link Runner.exec}. */
  readonly done: Promise<CommandResult>;
}

/**
 * Asks a machine without changing it. Commands run as root (through sudo where the login is an
 * ordinary user) with `LC_ALL=C`, in the root directory.
 *
 * @throws CommandError when the exit code is not accepted; TransportError when the machine cannot be reached.
 */
export interface QueryRunner {
  /** The host as people call it in messages: its name or address. */
  readonly host: string;
  query(argv: Argv, options?: CommandOptions): Promise<CommandResult>;
}

/** Changes a machine. Only the `run` of a pipeline phase, and the tools that it calls, hold one. */
export interface Runner extends QueryRunner {
  exec(argv: Argv, options?: CommandOptions): Promise<CommandResult>;
  /**
   * Starts a command whose input and output are streams, for data that must not be held in memory.
   * `stdout` of the result is then empty; time limit default: none (the caller sets one).
   */
  start(argv: Argv, options?: StreamOptions): Promise<RunningCommand>;
}
