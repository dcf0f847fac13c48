import { once } from "node:events";
import type { Writable } from "node:stream";
import { pack } from "tar-stream";

import type { CommandResult, Runner, StreamOptions } from "../../transports/runner";
import { diskFull, unpackFailed } from "./errors";
import { createPace, type Pace } from "./pace";
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
  /** How many bytes of contents travel, as far as that is known. */
  readonly bytes?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * More than can be between this machine and the disk of the other one: the window of an SSH session is 2 MB, and what the
 * machines' buffers hold beyond it is less than that again.
 */
export const ON_ITS_WAY = 4 * 1024 * 1024;
/** A slow line takes an hour for a large image; what takes much longer is stuck. */
const LIMIT_MS = 4 * 60 * 60_000;
/** Bytes that take longer than a login. */
const BULK = 64_000_000;
const TAR_FAILED = 2;
// The last is what GNU tar says when a write was short.
const DISK_FULL = /No space left|quota exceeded|Wrote only \d+ of \d+ bytes/i;
// Of tar, and of gzip.
const CUT_SHORT = /Unexpected EOF|unexpected end of file/;

/**
 * Sends all parts as one stream into one `tar` on the other machine: it takes no round trip per file,
 * nor per part. Owners become root.
 *
 * @returns how many bytes a second travelled, as far as enough did to know.
 * @throws ToolError when the receiving disk is full or cannot be written.
 */
export async function streamFiles(stream: FileStream): Promise<number | undefined> {
  const { isPacked = false } = stream;
  const receiver = await stream.to.start(
    [
      "tar",
      "--extract",
      ...(isPacked ? ["--gzip"] : []),
      "--file=-",
      BLOCKING,
      "--ignore-zeros",
      "--no-same-owner",
      "--same-permissions",
      `--directory=${stream.directory}`,
    ],
    {
      timeoutMs: LIMIT_MS,
      isBulk: isBulk(stream),
      accept: [0, TAR_FAILED],
      signal: stream.signal,
    },
  );
  // Over SSH a command has not ended before its output was read, even where it has none.
  receiver.stdout.resume();
  const ended = new AbortController();
  const received = settle(receiver.done.finally(() => ended.abort()));
  const pace = createPace(ON_ITS_WAY);
  const fed = await settle(feed(stream, pace, receiver.stdin, ended.signal));
  receiver.stdin.end();
  judge(stream, fed, await received);
  return pace.bytesPerSecond();
}

function isBulk({ bytes = 0 }: FileStream): boolean {
  return bytes > BULK;
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
  const receiverFailed = exitCode !== 0 && !(CUT_SHORT.test(stderr) && "error" in fed);
  if (receiverFailed) throw unpackFailed(to.host, target, stderr);
  if ("error" in fed) throw fed.error;
}

async function feed(
  stream: FileStream,
  pace: Pace,
  sink: Writable,
  ended: AbortSignal,
): Promise<void> {
  // A broken pipe is seen by `ended`; without a listener it would end the process.
  sink.on("error", () => undefined);
  const signal = stream.signal === undefined ? ended : AbortSignal.any([stream.signal, ended]);
  const archives = archivesOf(stream, signal);
  for await (const { content, bytes } of stream.isPacked ? packBlocks(archives) : asIs(archives)) {
    signal.throwIfAborted();
    stream.onBytes(bytes, content.length);
    if (!sink.write(content)) await once(sink, "drain", { signal });
    pace.add(content.length);
  }
}

async function* asIs(archives: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  for await (const content of archives) yield { content, bytes: content.length };
}

/** The tar archives of all parts, one after the other. */
async function* archivesOf(stream: FileStream, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const { from, parts } = stream;
  const options = { isBulk: isBulk(stream), signal };
  for (const part of parts) {
    if ("files" in part) yield* archiveOf(part.files);
    else if (part.paths.length > 0) yield* archiveFrom(from, part, options);
  }
}

async function* archiveFrom(
  from: Runner,
  { root, paths, mode }: Extract<StreamPart, { root: string }>,
  options: StreamOptions,
): AsyncGenerator<Uint8Array> {
  const sender = await from.start(tarOf(root, mode), { timeoutMs: LIMIT_MS, ...options });
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
