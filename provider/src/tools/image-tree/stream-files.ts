import { once } from "node:events";
import type { Writable } from "node:stream";
import { pack } from "tar-stream";

import type { CommandResult, Runner } from "../../transports/runner";
import { diskFull, unpackFailed } from "./errors";
import { packBlocks, type Piece } from "./pack-blocks";
import { BLOCKING, pathList, tarOf } from "./read-files";
import type { RenderedFile } from "./render-templates";

/** Files of a tree that travel as they are, or files that were made here. */
export type StreamPart =
  | { readonly root: string; readonly paths: readonly string[]; readonly mode?: string }
  | { readonly files: readonly RenderedFile[] };

export interface FileStream {
  readonly from: Runner;
  readonly to: Runner;
  /** Later parts win where they hold the same path. */
  readonly parts: readonly StreamPart[];
  /** An existing directory that receives the files. */
  readonly directory: string;
  /** What messages call the place that is being written. */
  readonly target: string;
  /** Told the bytes of each piece as it leaves, and how many travel for them. */
  readonly onBytes: (bytes: number, travelling: number) => void;
  /** Whether the files travel packed, for which the other machine needs `gzip`. Default: no. */
  readonly isPacked?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** A slow line takes an hour for a large image; what takes much longer is stuck. */
const LIMIT_MS = 4 * 60 * 60_000;
const TAR_FAILED = 2;
// The last is what GNU tar says when a write was short.
const DISK_FULL = /No space left|quota exceeded|Wrote only \d+ of \d+ bytes/i;
const CUT_SHORT = "Unexpected EOF";

/**
 * Sends all parts as one stream into one `tar` on the other machine: it takes no round trip per file,
 * nor per part. Owners become root.
 *
 * @throws ToolError when the receiving disk is full or cannot be written.
 */
export async function streamFiles(stream: FileStream): Promise<void> {
  const receiver = await stream.to.start(
    [
      "tar",
      "--extract",
      ...(stream.isPacked === true ? ["--gzip"] : []),
      "--file=-",
      BLOCKING,
      "--ignore-zeros",
      "--no-same-owner",
      "--same-permissions",
      `--directory=${stream.directory}`,
    ],
    {
      timeoutMs: LIMIT_MS,
      accept: [0, TAR_FAILED],
      ...(stream.signal && { signal: stream.signal }),
    },
  );
  // Over SSH a command has not ended before its output was read, even where it has none.
  receiver.stdout.resume();
  const ended = new AbortController();
  const received = settle(receiver.done.finally(() => ended.abort()));
  const fed = await settle(feed(stream, receiver.stdin, ended.signal));
  receiver.stdin.end();
  judge(stream, fed, await received);
}

type Settled<Value> = { readonly value: Value } | { readonly error: unknown };

/** When both ends fail, the one that failed first explains the other. */
function judge(
  { to, target }: FileStream,
  fed: Settled<void>,
  received: Settled<CommandResult>,
): void {
  if ("error" in received) throw received.error;
  const { exitCode, stderr } = received.value;
  if (DISK_FULL.test(stderr)) throw diskFull(to.host, target, stderr);
  const receiverFailed = exitCode !== 0 && !(stderr.includes(CUT_SHORT) && "error" in fed);
  if (receiverFailed) throw unpackFailed(to.host, target, stderr);
  if ("error" in fed) throw fed.error;
}

async function feed(stream: FileStream, sink: Writable, ended: AbortSignal): Promise<void> {
  // A broken pipe is seen by `ended`; without a listener it would end the process.
  sink.on("error", () => undefined);
  const signal = stream.signal === undefined ? ended : AbortSignal.any([stream.signal, ended]);
  const archives = archivesOf(stream, signal);
  for await (const { content, bytes } of stream.isPacked ? packBlocks(archives) : asIs(archives)) {
    signal.throwIfAborted();
    stream.onBytes(bytes, content.length);
    if (!sink.write(content)) await once(sink, "drain", { signal });
  }
}

async function* asIs(archives: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  for await (const content of archives) yield { content, bytes: content.length };
}

/** The tar archives of all parts, one after the other. */
async function* archivesOf(
  { from, parts }: FileStream,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if ("files" in part) yield* archiveOf(part.files);
    else if (part.paths.length > 0) yield* archiveFrom(from, part, signal);
  }
}

async function* archiveFrom(
  from: Runner,
  { root, paths, mode }: Extract<StreamPart, { root: string }>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const sender = await from.start(tarOf(root, mode), { timeoutMs: LIMIT_MS, signal });
  sender.stdin.on("error", () => undefined);
  sender.stdin.end(pathList(paths));
  yield* sender.stdout as AsyncIterable<Uint8Array>;
  await sender.done;
}

function archiveOf(files: readonly RenderedFile[]): AsyncIterable<Uint8Array> {
  const archive = pack();
  for (const { path, mode, content } of files) archive.entry({ name: path, mode }, content);
  archive.finalize();
  // A Node stream in all but its declared type.
  return archive as unknown as AsyncIterable<Uint8Array>;
}

async function settle<Value>(promise: Promise<Value>): Promise<Settled<Value>> {
  try {
    return { value: await promise };
  } catch (error) {
    return { error };
  }
}
