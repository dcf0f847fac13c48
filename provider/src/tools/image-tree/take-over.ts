import type { Runner } from "../../transports/runner";
import type { Delta } from "./plan-delta";
import { pathList } from "./read-files";

// Prints nothing and ends with 123 when a file went away since it was found.
const LINK = `cd -- "$1" && xargs -0 -r cp --link --parents --target-directory="$2" --`;

const COPY = `
set -e
while IFS= read -r -d '' mode && IFS= read -r -d '' from && IFS= read -r -d '' to; do
  install -D --mode="$mode" --owner=0 --group=0 --no-target-directory -- "$from" "$1/$to"
done`;

const LIMIT_MS = 30 * 60_000;
const FAILED = [0, 1, 123];

/**
 * Puts what a host has already into a new tree there. False when a part of it could not be had: then all of it has to
 * travel, over what was put there.
 */
export async function takeOver(
  to: Runner,
  { linked, copied }: Delta,
  previous: string,
  incoming: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const options = { timeoutMs: LIMIT_MS, accept: FAILED, signal };
  const list = copied.map(({ from, entry }) => [entry.mode.toString(8), from, entry.path]);
  const steps = [
    { argv: ["sh", "-c", LINK, "link-held-files", previous, incoming], words: linked },
    { argv: ["bash", "-c", COPY, "copy-held-files", incoming], words: list.flat() },
  ] as const;
  for (const { argv, words } of steps) {
    if (words.length === 0) continue;
    const { exitCode } = await to.exec(argv, { ...options, stdin: pathList(words) });
    if (exitCode !== 0) return false;
  }
  return true;
}
