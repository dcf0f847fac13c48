import { PassThrough, pipeline, Readable } from "node:stream";

import { createLineSplitter, type LineSplitter } from "../lib/line-splitter";
import type { Redactor } from "../lib/redact";
import { CommandError, commandCancelled, commandTimedOut } from "./errors";
import type {
  Argv,
  CommandOptions,
  CommandResult,
  OutputStream,
  RunningCommand,
  Runner,
} from "./runner";
import type { RemoteProcess, Spawner } from "./spawner";

const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * Makes a {@link Runner} of anything that starts processes: input, output as lines and as a whole, time
 * limit, cancelling, accepted exit codes. Known secrets are taken out of all text that leaves it; the raw
 * streams of `start` carry data as it is.
 */
export function createSpawningRunner(spawner: Spawner, redactor: Redactor): Runner {
  const exec = async (argv: Argv, options: CommandOptions = {}): Promise<CommandResult> => {
    const { stdin, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
    const running = await startSupervised(spawner, redactor, argv, { ...options, timeoutMs });
    const stdout = running.collect("stdout");
    feed(running.process, stdin);
    return running.finish(stdout);
  };

  return {
    host: spawner.host,
    exec,
    query: exec,
    async start(argv, options = {}): Promise<RunningCommand> {
      const running = await startSupervised(spawner, redactor, argv, options);
      const { stdin, stdout } = running.process;
      const done = running.finish(() => "");
      // The caller may look at `done` only after its streams have ended.
      done.catch(() => undefined);
      // With a listener the data flows already, perhaps before the caller has attached its reader.
      return { stdin, stdout: options.onLine ? stdout.pipe(new PassThrough()) : stdout, done };
    },
  };
}

interface Supervised {
  readonly process: RemoteProcess;
  /** Keeps the whole of an output; the function it returns tells what has arrived. */
  collect(stream: OutputStream): () => string;
  /** Waits for the end and turns it into a result or an error. */
  finish(stdout: () => string): Promise<CommandResult>;
}

async function startSupervised(
  spawner: Spawner,
  redactor: Redactor,
  argv: Argv,
  options: CommandOptions,
): Promise<Supervised> {
  const { signal, timeoutMs, accept = [0] } = options;
  const { host } = spawner;
  if (signal?.aborted === true) throw commandCancelled(host, argv[0]);

  const process = await spawner.spawn(argv, signal);
  const stop = superviseEnd(process, { signal, timeoutMs });
  const splitters = emitLines(process, redactor, options);
  const collect = (stream: OutputStream): (() => string) => {
    const chunks: Uint8Array[] = [];
    process[stream].on("data", (chunk: Uint8Array) => chunks.push(chunk));
    return () => redactor.redact(Buffer.concat(chunks).toString("utf8"));
  };
  const stderr = collect("stderr");

  const finish = async (stdout: () => string): Promise<CommandResult> => {
    const end = await process.end.finally(stop.release).catch((error: unknown) => {
      throw stop.reason() === undefined ? error : stopped();
    });
    if (stop.reason() !== undefined) throw stopped();
    splitters.forEach((splitter) => splitter.end());
    const result = { exitCode: end.exitCode, stdout: stdout(), stderr: stderr() };
    if (accept.includes(end.exitCode)) return result;
    throw new CommandError(host, argv, result.exitCode, result.stdout, result.stderr);
  };
  const stopped = (): Error =>
    stop.reason() === "timeout"
      ? commandTimedOut(host, argv, timeoutMs ?? 0)
      : commandCancelled(host, argv[0]);

  return { process, collect, finish };
}

interface StopWatch {
  /** Why the process was stopped, if it was. */
  reason(): "timeout" | "cancelled" | undefined;
  readonly release: () => void;
}

function superviseEnd(
  process: RemoteProcess,
  limits: { readonly signal: AbortSignal | undefined; readonly timeoutMs: number | undefined },
): StopWatch {
  const { signal, timeoutMs } = limits;
  let reason: "timeout" | "cancelled" | undefined;
  const stopFor = (why: "timeout" | "cancelled") => (): void => {
    reason ??= why;
    process.kill();
  };
  const cancel = stopFor("cancelled");
  const timer = timeoutMs === undefined ? undefined : setTimeout(stopFor("timeout"), timeoutMs);
  signal?.addEventListener("abort", cancel, { once: true });
  if (signal?.aborted === true) cancel();

  return {
    reason: () => reason,
    release() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
    },
  };
}

function emitLines(
  process: RemoteProcess,
  redactor: Redactor,
  { onLine }: CommandOptions,
): readonly LineSplitter[] {
  if (onLine === undefined) return [];
  return (["stdout", "stderr"] as const).map((stream) => {
    const splitter = createLineSplitter((line) => onLine(redactor.redact(line), stream));
    process[stream].on("data", (chunk: Uint8Array) => splitter.push(chunk));
    return splitter;
  });
}

function feed(process: RemoteProcess, input: CommandOptions["stdin"]): void {
  // A command may end without reading all of its input: its exit code says whether that is a failure.
  const ignore = (): void => undefined;
  process.stdin.on("error", ignore);
  if (input instanceof Readable) pipeline(input, process.stdin, ignore);
  else process.stdin.end(input);
}
