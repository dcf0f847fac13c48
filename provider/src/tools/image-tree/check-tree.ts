import type { QueryRunner } from "../../transports/runner";
import { SCRATCH_DIRECTORY } from "../files";
import { HASH_FILES } from "./hash-files";

/** How closely a tree is compared with its manifest: sizes and times of all files and some digests, or every digest. */
export type CheckDepth = "sampled" | "full";

/** What is compared. */
export interface TreeCheck {
  readonly root: string;
  readonly manifest: string;
  /** The digest of the manifest when it was recorded. */
  readonly recorded: string;
  readonly depth: CheckDepth;
  readonly signal?: AbortSignal | undefined;
}

/** How a tree differs from its manifest. */
export interface TreeDifference {
  /** `record` is the manifest itself: it is gone or was changed, so nothing can be compared. */
  readonly kind: "missing" | "changed" | "record";
  readonly path: string;
}

const SMALL_BYTES = 65_536;
const SAMPLE = 4;
const LARGEST_SAMPLE_BYTES = 16 * 1024 * 1024;

// A changed file has another size or another time, unless somebody took care to hide it: that is what digests are for.
const CHECK = `${HASH_FILES}
umask 077
root=$1 manifest=$2 recorded=$3 depth=$4
[ "$(sha256sum <"$manifest" 2>/dev/null | cut -c1-64)" = "$recorded" ] || { echo "record $manifest"; exit 0; }
cd -- "$root" 2>/dev/null || { echo "missing $root"; exit 0; }
${SCRATCH_DIRECTORY}
cut -d' ' -f5- "$manifest" | tr '\\n' '\\0' | xargs -0 -r -n 512 sh -c 'find "$@" -maxdepth 0 -printf "%s %T@ %y %p\\n" 2>/dev/null' find >"$work/now"
awk -v known="$work/known" '
  FILENAME == ARGV[1] { path = $0; sub(/^[^ ]+ [^ ]+ [^ ]+ /, "", path); now[path] = $1 " " $2 " " $3; next }
  { path = $0; sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ /, "", path)
    if (!(path in now)) { print "missing " path; next }
    split(now[path], is, " ")
    if (is[3] != $4 || is[1] != $2 || ($3 != "-" && is[2] != $3)) print "changed " path
    else if ($4 == "f" && $1 != "-") print $1 "  " $2 " " path >known }' "$work/now" "$manifest"
touch "$work/known"
if [ "$depth" = full ]; then
  cat "$work/known"
else
  awk '$2 <= ${SMALL_BYTES}' "$work/known"
  awk '$2 > ${SMALL_BYTES} && $2 <= ${LARGEST_SAMPLE_BYTES}' "$work/known" | shuf -n ${SAMPLE}
fi | sed 's/^\\([^ ]*\\)  [^ ]* /\\1  /' >"$work/sample"
sed 's,^.\\{66\\},./,' "$work/sample" | tr '\\n' '\\0' | hash_files >"$work/sums"
awk '
  FILENAME == ARGV[1] { sums[substr($0, 69)] = substr($0, 1, 64); next }
  { path = substr($0, 67); if (sums[path] != substr($0, 1, 64)) print "changed " path }' "$work/sums" "$work/sample"`;

const LIMIT_MS = 30 * 60_000;

/** Compares a tree on a machine with its manifest; what was added to it does not count. Empty when nothing was touched. */
export async function checkTree(
  runner: QueryRunner,
  { root, manifest, recorded, depth, signal }: TreeCheck,
): Promise<readonly TreeDifference[]> {
  const { stdout } = await runner.query(
    ["sh", "-c", CHECK, "check-tree", root, manifest, recorded, depth],
    { timeoutMs: LIMIT_MS, signal },
  );
  return parseDifferences(stdout);
}

/** Reads what {@link checkTree}'s command prints. */
export function parseDifferences(stdout: string): readonly TreeDifference[] {
  return stdout.split("\n").flatMap((line) => {
    const [, kind, path] = /^(missing|changed|record) (.+)$/.exec(line) ?? [];
    return kind === undefined || path === undefined
      ? []
      : [{ kind: kind as TreeDifference["kind"], path }];
  });
}

const SHOWN = 5;

/** Differences as a practitioner reads them, one text a kind, the first few paths by name. */
export function describeDifferences(
  root: string,
  differences: readonly TreeDifference[],
): readonly string[] {
  const absolute = (path: string): string => (path.startsWith("/") ? path : `${root}/${path}`);
  return (["record", "missing", "changed"] as const).flatMap((kind) => {
    const paths = differences.filter((one) => one.kind === kind).map(({ path }) => absolute(path));
    if (paths.length === 0) return [];
    const more = paths.length > SHOWN ? ` and ${paths.length - SHOWN} more` : "";
    const shown = `${paths.slice(0, SHOWN).join(", ")}${more}`;
    return [KINDS[kind](shown)];
  });
}

const KINDS: Readonly<Record<TreeDifference["kind"], (paths: string) => string>> = {
  record: (paths) => `the manifest ${paths} is gone or was changed, so its files cannot be told`,
  missing: (paths) => `gone: ${paths}`,
  changed: (paths) => `changed: ${paths}`,
};
