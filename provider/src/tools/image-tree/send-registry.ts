import type { Runner } from "../../transports/runner";
import { directoryExists } from "../files";
import { totalOf, type TreeEntry } from "./entry";
import { corruptBlob, hostileTree } from "./errors";
import { hashFiles } from "./hash-files";
import { inventoryTree } from "./inventory-tree";
import { readOutput } from "./read-output";
import type { ManifestLine } from "./manifest-line";
import {
  beside,
  blocksOf,
  discard,
  progress,
  requireSpace,
  type ProgressListener,
} from "./send-tree";
import { streamFiles } from "./stream-files";
import { verifyTree } from "./verify-tree";

export interface RegistryTransfer {
  readonly from: Runner;
  readonly to: Runner;
  /** `registry/` of a mounted image; nothing is sent when there is none. */
  readonly source: string;
  /** The registry's storage on the host. */
  readonly target: string;
  readonly onProgress?: ProgressListener;
  readonly signal?: AbortSignal | undefined;
}

export interface RegistryOutcome {
  readonly sentBlobs: number;
  readonly sentBytes: number;
  readonly skippedBlobs: number;
  /** Everything that the storage holds of this image now, by its path below the target. */
  readonly files: readonly ManifestLine[];
}

// Layout of the distribution registry's file system driver.
const BLOBS = "docker/registry/v2/blobs/sha256";
const BLOB = /^docker\/registry\/v2\/blobs\/sha256\/[0-9a-f]{2}\/([0-9a-f]{64})\/data$/;
const UPLOADS = /(^|\/)_uploads(\/|$)/;
const LIMIT_MS = 30 * 60_000;

/**
 * Adds the images in an image's `registry/` directory to a registry's storage. Blobs that the host has
 * do not travel; those that do are checked against their digest before they join the storage, and
 * before any tag names them. A registry that is running serves them without a restart.
 *
 * @throws ToolError when a blob is corrupt, the tree hostile, or the disk too small.
 */
export async function sendRegistry(transfer: RegistryTransfer): Promise<RegistryOutcome> {
  const { from, to, source, target, signal } = transfer;
  if (!(await directoryExists(from, source)))
    return { sentBlobs: 0, sentBytes: 0, skippedBlobs: 0, files: [] };

  const entries = await inventoryTree(from, source, signal);
  const defects = verifyTree(entries);
  if (defects.length > 0) throw hostileTree(from.host, source, defects);

  const plan = planRegistryTransfer(entries, await presentBlobs(to, target, signal));
  const staging = beside(target, "incoming");
  try {
    await receive(transfer, plan, staging);
    await verifyBlobs(to, staging, plan.paths, signal);
    await exec(to, MERGE, [staging, target], signal);
  } finally {
    await discard(to, staging);
  }
  const { sentBlobs, bytes, skippedBlobs } = plan;
  return { sentBlobs, sentBytes: bytes, skippedBlobs, files: filesOf(entries) };
}

/** What has to travel, given the digest and size of each blob that is there already. */
export function planRegistryTransfer(
  entries: readonly TreeEntry[],
  present: ReadonlyMap<string, number>,
): {
  readonly paths: readonly string[];
  readonly sizes: readonly number[];
  readonly bytes: number;
  readonly heldBytes: number;
} & Omit<RegistryOutcome, "sentBytes" | "files"> {
  const files = entries.filter(({ kind, path }) => kind === "file" && !UPLOADS.test(path));
  const isPresent = ({ path, size }: TreeEntry): boolean => {
    const digest = BLOB.exec(path)?.[1];
    return digest !== undefined && present.get(digest) === size;
  };
  const sent = files.filter((file) => !isPresent(file));
  return {
    paths: sent.map(({ path }) => path),
    sizes: sent.map(({ size }) => size),
    bytes: totalOf(sent),
    heldBytes: totalOf(files) - totalOf(sent),
    sentBlobs: sent.filter(({ path }) => BLOB.test(path)).length,
    skippedBlobs: files.length - sent.length,
  };
}

function filesOf(entries: readonly TreeEntry[]): readonly ManifestLine[] {
  return entries
    .filter(({ kind, path }) => kind === "file" && !UPLOADS.test(path))
    .map(({ path, size }) => ({ path, size, digest: BLOB.exec(path)?.[1] }));
}

const LIST = `
  cd -- "$1/${BLOBS}" 2>/dev/null || exit 0
  find . -type f -name data -printf '%s %P\\0'`;

async function presentBlobs(
  to: Runner,
  target: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, number>> {
  const listing = await readOutput(to, ["sh", "-c", LIST, "sh", target], { signal });
  const blobs = listing
    .toString("utf8")
    .split("\0")
    .filter((line) => line !== "");
  return new Map(
    blobs.map((line) => {
      const [size = "", path = ""] = line.split(" ");
      return [path.split("/")[1] ?? "", Number(size)];
    }),
  );
}

const PREPARE = `
  set -e
  rm -rf --one-file-system -- "$1"
  mkdir -p -- "$2"
  mkdir -m 0755 -- "$1"
  df --output=avail -B1 -- "$1" | tail -n 1`;

async function receive(
  { from, to, source, target, onProgress, signal }: RegistryTransfer,
  plan: ReturnType<typeof planRegistryTransfer>,
  staging: string,
): Promise<void> {
  const free = await exec(to, PREPARE, [staging, target], signal);
  requireSpace(to.host, target, blocksOf(plan.sizes), free);
  await streamFiles({
    from,
    to,
    parts: [{ root: source, paths: plan.paths }],
    directory: staging,
    target,
    bytes: plan.bytes,
    onBytes: progress({ total: plan.bytes, held: plan.heldBytes, pulled: 0 }, onProgress),
    signal,
  });
}

async function verifyBlobs(
  to: Runner,
  staging: string,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const blobs = paths.filter((path) => BLOB.test(path));
  const found = await hashFiles(to, staging, blobs, signal);
  for (const path of blobs) {
    const digest = BLOB.exec(path)?.[1] ?? "";
    const is = found.get(path);
    if (is !== digest) throw corruptBlob(to.host, digest, is);
  }
}

// Links cost no copying; blobs come first, so that no tag ever names a blob that is not there.
const MERGE = `
  set -e
  sync -f -- "$1"
  if [ -d "$1/${BLOBS}" ]; then
    mkdir -p -- "$2/${BLOBS}"
    cp -a --link --remove-destination -- "$1/${BLOBS}/." "$2/${BLOBS}/"
  fi
  cp -a --link --remove-destination -- "$1/." "$2/"`;

async function exec(
  to: Runner,
  script: string,
  words: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string> {
  const { stdout } = await to.exec(["sh", "-c", script, "sh", ...words], {
    timeoutMs: LIMIT_MS,
    signal,
  });
  return stdout;
}
