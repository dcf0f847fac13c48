import type { Runner } from "../../transports/runner";
import { pathList } from "./read-files";
import { readOutput } from "./read-output";

/**
 * A shell function `hash_files`: reads paths that end in NUL, and prints `<sha256>`, a blank, one more character and the path,
 * a line a file. Files that went away are left out. OpenSSL is four times as fast as coreutils where the processor helps.
 */
export const HASH_FILES = `
hash_files() {
  if command -v openssl >/dev/null 2>&1; then xargs -0 -r openssl dgst -sha256 -r
  else xargs -0 -r sha256sum -z | tr '\\0' '\\n'; fi 2>/dev/null
  :
}`;

const HASH = `${HASH_FILES}
cd -- "$1" && hash_files`;
const LINE = /^([0-9a-f]{64}) [ *]\.\/(.*)$/;
const LIMIT_MS = 30 * 60_000;

/** The sha256 of files below a root, by path, in one command; files that went away are missing. Names are of one line. */
export async function hashFiles(
  runner: Runner,
  root: string,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  if (paths.length === 0) return new Map();
  const output = await readOutput(runner, ["sh", "-c", HASH, "hash-files", root], {
    // The prefix keeps names that begin with a dash from being options.
    stdin: pathList(paths.map((path) => `./${path}`)),
    timeoutMs: LIMIT_MS,
    signal,
  });
  return parseHashes(output.toString("utf8"));
}

/** Reads what {@link hashFiles} asks for. */
export function parseHashes(listing: string): ReadonlyMap<string, string> {
  return new Map(
    listing.split("\n").flatMap((line): [string, string][] => {
      const [, digest, path] = LINE.exec(line) ?? [];
      return digest === undefined || path === undefined ? [] : [[path, digest]];
    }),
  );
}
