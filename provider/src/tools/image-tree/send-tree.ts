import type { Runner } from "../../transports/runner";
import { isUnderAny, type TreeEntry } from "./entry";
import { notEnoughSpace } from "./errors";
import type { RenderedFile } from "./render-templates";
import { streamFiles, type StreamPart } from "./stream-files";

/** One image's share of a tree. */
export interface TreeLayer {
  /** Where the files are on the sending machine. */
  readonly root: string;
  /** What is sent of them, verified; parents before children. */
  readonly entries: readonly TreeEntry[];
  /** What was made here for this host. */
  readonly rendered: readonly RenderedFile[];
}

export interface TreeTransfer {
  readonly from: Runner;
  readonly to: Runner;
  /** Later layers lie over earlier ones. */
  readonly layers: readonly TreeLayer[];
  /** Absolute path of the directory that the layers become. */
  readonly target: string;
  /** Top-level names that are taken over from the previous tree. */
  readonly keep?: readonly string[];
  readonly onProgress?: (bytes: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

const BLOCK = 4096;
const COMMAND_LIMIT_MS = 10 * 60_000;
/** Images made on other systems lose the executable bits that the scripts of sealos count on. */
const PROGRAM_DIRECTORIES = ["bin", "cri", "opt", "scripts"];
const PROGRAM_MODE = "u-s,g-s,o-t,a+rx,u+w";

/**
 * Puts a tree on a host: one tar stream into a directory beside the target, flushed to disk, then
 * renamed into place. The previous tree stays until that rename; after a failure it is as it was,
 * and nothing of the new one remains. An interrupted earlier transfer is tidied up first.
 *
 * @throws ToolError when the disk is too small, full or cannot be written.
 */
export async function sendTree(transfer: TreeTransfer): Promise<{ readonly bytes: number }> {
  const { from, to, layers, target, keep = [], signal } = transfer;
  const places = [target, beside(target, "incoming"), beside(target, "previous")] as const;
  const total = bytesOf(layers);
  await prepare(to, places, keep, spaceFor(layers), signal);
  try {
    await streamFiles({
      from,
      to,
      parts: layers.flatMap(partsOf),
      directory: places[1],
      target,
      onBytes: progress(total, transfer.onProgress),
      signal,
    });
    await run(to, COMMIT, [...places, ...keep], signal);
  } catch (error) {
    await discard(to, places[1]);
    throw error;
  }
  return { bytes: total };
}

/** The hidden neighbour of a directory, on the same file system. */
export function beside(target: string, purpose: string): string {
  return target.replace(/\/*$/, "").replace(/([^/]+)$/, `.$1.${purpose}`);
}

/** Removes an unfinished copy; a machine that is lost keeps it until the next transfer. */
export async function discard(to: Runner, staging: string): Promise<void> {
  await to
    .exec(["rm", "-rf", "--one-file-system", staging], { timeoutMs: COMMAND_LIMIT_MS })
    .catch(() => undefined);
}

/** Tells progress in bytes of content, which is a little less than what travels; once for each percent. */
export function progress(
  total: number,
  listener: ((bytes: number, total: number) => void) | undefined,
): (bytes: number) => void {
  let sent = 0;
  let toldPercent = -1;
  return (bytes) => {
    sent = Math.min(sent + bytes, total);
    const percent = Math.floor((sent / Math.max(total, 1)) * 100);
    if (percent === toldPercent) return;
    toldPercent = percent;
    listener?.(sent, total);
  };
}

/** Refuses a transfer that the file system of a directory cannot hold. */
export function requireSpace(host: string, target: string, needed: number, free: string): void {
  const available = Number(free.trim());
  if (Number.isFinite(available) && available < needed)
    throw notEnoughSpace(host, target, needed, available);
}

/** The disk space that files take, in whole blocks. */
export function blocksOf(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + Math.ceil(Math.max(size, 1) / BLOCK) * BLOCK, 0);
}

const KEEP = `
  for name do
    if [ -e "$previous/$name" ] && [ ! -e "$target/$name" ]; then mv -T -- "$previous/$name" "$target/$name"; fi
  done`;

const PREPARE = `
  set -e
  target=$1 incoming=$2 previous=$3; shift 3
  mkdir -p -- "$(dirname -- "$target")"
  if [ -d "$previous" ]; then
    if [ ! -e "$target" ]; then mv -T -- "$previous" "$target"; fi
    ${KEEP}
  fi
  rm -rf --one-file-system -- "$incoming" "$previous"
  mkdir -m 0755 -- "$incoming"
  df --output=avail -B1 -- "$incoming" | tail -n 1`;

const COMMIT = `
  set -e
  target=$1 incoming=$2 previous=$3; shift 3
  sync -f -- "$incoming"
  if [ -e "$target" ]; then mv -T -- "$target" "$previous"; fi
  if ! mv -T -- "$incoming" "$target"; then
    if [ -e "$previous" ]; then mv -T -- "$previous" "$target"; fi
    exit 1
  fi
  ${KEEP}
  rm -rf --one-file-system -- "$previous"`;

async function prepare(
  to: Runner,
  places: readonly [target: string, incoming: string, previous: string],
  keep: readonly string[],
  needed: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const free = await run(to, PREPARE, [...places, ...keep], signal);
  try {
    requireSpace(to.host, places[0], needed, free);
  } catch (error) {
    await discard(to, places[1]);
    throw error;
  }
}

async function run(
  to: Runner,
  script: string,
  words: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string> {
  const { stdout } = await to.exec(["sh", "-c", script, "sh", ...words], {
    timeoutMs: COMMAND_LIMIT_MS,
    ...(signal && { signal }),
  });
  return stdout;
}

function partsOf({ root, entries, rendered }: TreeLayer): StreamPart[] {
  const lacksBits = (entry: TreeEntry): boolean =>
    entry.kind === "file" && isProgram(entry.path) && (entry.mode & 0o555) !== 0o555;
  return [
    { root, paths: entries.filter((entry) => !lacksBits(entry)).map(({ path }) => path) },
    { root, paths: entries.filter(lacksBits).map(({ path }) => path), mode: PROGRAM_MODE },
    {
      files: rendered.map((file) =>
        isProgram(file.path) ? { ...file, mode: file.mode | 0o755 } : file,
      ),
    },
  ];
}

function isProgram(path: string): boolean {
  return path.endsWith(".sh") || isUnderAny(path, PROGRAM_DIRECTORIES);
}

function bytesOf(layers: readonly TreeLayer[]): number {
  return sizesOf(layers).reduce((sum, size) => sum + size, 0);
}

function spaceFor(layers: readonly TreeLayer[]): number {
  return blocksOf(sizesOf(layers));
}

function sizesOf(layers: readonly TreeLayer[]): number[] {
  return layers.flatMap(({ entries, rendered }) => [
    ...entries.map(({ size }) => size),
    ...rendered.map(({ content }) => Buffer.byteLength(content)),
  ]);
}
