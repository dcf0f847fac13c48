import type { Runner } from "../../transports/runner";
import { SCRATCH_DIRECTORY } from "../files";
import { HASH_FILES } from "./hash-files";
import { readOutput } from "./read-output";

/** A file that a host has already. */
export interface HeldFile {
  /** Absolute. */
  readonly path: string;
  /** sha256 of what it holds now, 64 hexadecimal digits. */
  readonly digest: string;
  readonly size: number;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly isRoots: boolean;
}

// Names with a line feed are passed over: a list of lines cannot hold them, and no tree that is sent has any.
const LOOK = `${HASH_FILES}
${SCRATCH_DIRECTORY}
umask 077
line_feed='
'
cat >"$work/sizes"
find "$1" -xdev -type f ! -path "*$line_feed*" -printf '%s %m %U:%G %p\\n' 2>/dev/null |
  awk 'FILENAME == ARGV[1] { wanted[$1]; next } $1 in wanted' "$work/sizes" - >"$work/files"
cut -d' ' -f4- "$work/files" | tr '\\n' '\\0' | hash_files >"$work/sums"
awk '
  FILENAME == ARGV[1] { sums[substr($0, 67)] = substr($0, 1, 64); next }
  { path = $0; sub(/^[^ ]+ [^ ]+ [^ ]+ /, "", path)
    if (path in sums) print sums[path], $0 }' "$work/sums" "$work/files"`;

const LINE = /^([0-9a-f]{64}) (\d+) ([0-7]+) (\d+:\d+) (\/.*)$/;
const LIMIT_MS = 30 * 60_000;

/**
 * Finds files below a directory of a host that may be what is wanted, because they have one of these sizes, and reads what
 * they hold now: nothing is taken from a list that was written earlier. Empty where the directory is not there.
 */
export async function findHeldFiles(
  to: Runner,
  directory: string,
  sizes: ReadonlySet<number>,
  signal?: AbortSignal,
): Promise<readonly HeldFile[]> {
  if (sizes.size === 0) return [];
  const output = await readOutput(to, ["sh", "-c", LOOK, "find-held-files", directory], {
    stdin: [...sizes].map((size) => `${size}\n`).join(""),
    timeoutMs: LIMIT_MS,
    signal,
  });
  return parseHeldFiles(output.toString("utf8"));
}

/** Reads what {@link findHeldFiles} asks for. */
export function parseHeldFiles(listing: string): readonly HeldFile[] {
  return listing.split("\n").flatMap((line) => {
    const [, digest, size, mode, owner, path] = LINE.exec(line) ?? [];
    return digest === undefined || mode === undefined || path === undefined
      ? []
      : [{ path, digest, size: Number(size), mode: parseInt(mode, 8), isRoots: owner === "0:0" }];
  });
}
