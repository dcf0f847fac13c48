import type { Readable, Writable } from "node:stream";

import type { Argv } from "./runner";

/** How a process ended: with an exit code, or by a signal (then the code is 128 and its number, as shells say). */
export interface ProcessEnd {
  readonly exitCode: number;
}

/** A process as a transport sees it: three streams and an end. Everything else is built over this. */
export interface RemoteProcess {
  /** Fails with EPIPE once the process no longer reads. */
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Settles when the process has ended and both outputs were read; rejects when the machine was lost. */
  readonly end: Promise<ProcessEnd>;
  /** Ends the process and what it started; `end` settles soon after, whatever the machine does. */
  readonly kill: () => void;
}

/** Starts processes on one machine. */
export interface Spawner {
  readonly host: string;
  spawn(argv: Argv, signal?: AbortSignal): Promise<RemoteProcess>;
}
