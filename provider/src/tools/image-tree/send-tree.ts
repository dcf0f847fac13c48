import type { Runner } from "../../transports/runner";
import { totalOf } from "./entry";
import { notEnoughSpace } from "./errors";
import type { Limit } from "../../lib/limit";
import { digestsOf, findDelta } from "./find-delta";
import type { Delta } from "./plan-delta";
import { shareable, type ContentSource } from "./shared-files";
import { streamEntries } from "./stream-entries";
import { takeOver } from "./take-over";
import { wantedTree, type TreeLayer, type WantedEntry } from "./wanted-tree";

export interface TreeTransfer {
  readonly from: Runner;
  readonly to: Runner;
  /** Later layers lie over earlier ones. */
  readonly layers: readonly TreeLayer[];
  /** Absolute path of the directory that the layers become, without a slash at the end. */
  readonly target: string;
  /** Top-level names that are taken over from the previous tree. */
  readonly keep?: readonly string[];
  /** A directory of the host above the target, where contents may be found. Default: the previous tree alone. */
  readonly near?: string;
  /** Who may bring contents that the host lacks before they are sent. Default: nobody. */
  readonly others?: ContentSource;
  /** Waits until the stream may flow. Default: at once. */
  readonly turn?: Limit;
  /** Files travel packed where the line carries fewer bytes a second. Default: 25 MB/s, which one core packs. */
  readonly packBelow?: number;
  readonly onProgress?: ProgressListener;
  readonly signal?: AbortSignal | undefined;
}

/** How far a transfer is, in bytes of contents. */
export interface TransferProgress {
  /** What has left. */
  readonly bytes: number;
  /** What travels. */
  readonly total: number;
  /** What the host had already. */
  readonly held: number;
  /** What it got from other hosts. */
  readonly pulled: number;
}

export type ProgressListener = (progress: TransferProgress) => void;

/** Bytes of contents that travelled, that the host had already, and that it got from others. */
export interface TreeOutcome {
  readonly sentBytes: number;
  readonly heldBytes: number;
  readonly pulledBytes: number;
}

const BLOCK = 4096;
/** Bytes a second. One slow core packs as much, docs/adr/0012-moving-bytes.md. */
const PACK_BELOW = 25_000_000;
const COMMAND_LIMIT_MS = 10 * 60_000;

/**
 * Puts a tree on a host. Contents that the host has are taken over there; some may come from others; what is left travels in
 * one tar stream, on a slow line packed. All go into a
 * directory beside the target, which is flushed to disk, then renamed into place. The previous tree stays until that rename;
 * after a failure it is as it was, and nothing of the new one remains. An interrupted earlier transfer is tidied up first.
 *
 * @throws ToolError when the disk is too small, full or cannot be written.
 */
export async function sendTree(transfer: TreeTransfer): Promise<TreeOutcome> {
  const { from, to, target, keep = [], near = target, signal } = transfer;
  const places = [target, beside(target, "incoming"), beside(target, "previous")] as const;
  const wanted = wantedTree(transfer.layers);
  const [free = "", packer = ""] = (await run(to, PREPARE, [...places, ...keep], signal)).split(
    "\n",
  );
  try {
    const delta = await findDelta({ from, to, wanted, target, near, signal });
    requireSpace(to.host, target, spaceFor(delta), free);
    const room = { incoming: places[1], hasPacker: packer !== "" };
    const outcome = await fill(transfer, delta, wanted, room);
    await run(to, COMMIT, [...places, ...keep], signal);
    return outcome;
  } catch (error) {
    await discard(to, places[1]);
    throw error;
  }
}

async function fill(
  transfer: TreeTransfer,
  delta: Delta,
  wanted: readonly WantedEntry[],
  { incoming, hasPacker }: { readonly incoming: string; readonly hasPacker: boolean },
): Promise<TreeOutcome> {
  const { from, to, target, others, turn = atOnce, packBelow = PACK_BELOW, signal } = transfer;
  const isTaken = await takeOver(to, delta, target, incoming, signal);
  const missing = isTaken ? delta.missing : wanted;
  if (isTaken) others?.arrived(takenPaths(delta));
  const pulled = await pull(transfer, missing, incoming);
  const left = missing.filter(({ path }) => !pulled.has(path));
  const sentBytes = totalOf(left);
  const heldBytes = isTaken ? delta.heldBytes : 0;
  const pulledBytes = totalOf(missing) - sentBytes;
  const sizes = { total: sentBytes, held: heldBytes, pulled: pulledBytes };
  await turn(() =>
    streamEntries({
      from,
      to,
      entries: left,
      directory: incoming,
      target,
      ...(others && { others }),
      packBelow: hasPacker ? packBelow : 0,
      onBytes: progress(sizes, transfer.onProgress),
      signal,
    }),
  );
  return { sentBytes, heldBytes, pulledBytes };
}

function takenPaths({ linked, copied }: Delta): readonly string[] {
  return [...linked, ...copied.map(({ entry }) => entry.path)];
}

async function pull(
  { from, others }: TreeTransfer,
  missing: readonly WantedEntry[],
  incoming: string,
): Promise<ReadonlySet<string>> {
  const files = shareable(missing);
  if (others === undefined || files.length === 0) return new Set();
  return others.bring(async () => {
    const digests = await digestsOf(from, files);
    return files.flatMap((file) => {
      const digest = digests.get(file);
      return digest === undefined ? [] : [{ path: file.path, mode: file.mode, digest }];
    });
  }, incoming);
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
  sizes: Omit<TransferProgress, "bytes">,
  listener: ProgressListener | undefined,
): (bytes: number) => void {
  const { total } = sizes;
  let sent = 0;
  let toldPercent = -1;
  return (bytes) => {
    sent = Math.min(sent + bytes, total);
    const percent = Math.floor((sent / Math.max(total, 1)) * 100);
    if (percent === toldPercent) return;
    toldPercent = percent;
    listener?.({ ...sizes, bytes: sent });
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
  df --output=avail -B1 -- "$incoming" | tail -n 1
  command -v gzip || true`;

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

async function run(
  to: Runner,
  script: string,
  words: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string> {
  const { stdout } = await to.exec(["sh", "-c", script, "sh", ...words], {
    timeoutMs: COMMAND_LIMIT_MS,
    signal,
  });
  return stdout;
}

const atOnce: Limit = (task) => task();

function spaceFor({ missing, copied }: Delta): number {
  return blocksOf([...missing, ...copied.map(({ entry }) => entry)].map(({ size }) => size));
}
