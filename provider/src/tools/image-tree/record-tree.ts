import type { Runner } from "../../transports/runner";
import { sha256Hex } from "../../lib/hash";
import { writeFile } from "../files";
import { HASH_FILES } from "./hash-files";
import { formatManifest, type ManifestLine } from "./manifest-line";

/** Which part of a machine is recorded, and where. */
export interface TreeRecord {
  /** Absolute path of the directory that holds everything that is recorded. */
  readonly root: string;
  /** Absolute path of the file that receives the manifest, mode 0600. */
  readonly manifest: string;
  /** Paths below the root that are recorded, with what is below them; those that are not there are left out. Default: all. */
  readonly only?: readonly string[];
  /** Paths below the root that others change. Default: none. */
  readonly except?: readonly string[];
  /** Whether a file that was written again with the same content counts as changed. Default: yes. */
  readonly withTimes?: boolean;
  readonly signal?: AbortSignal | undefined;
}

// Lines of a listing: everything that is a file or a link, in the layout of a manifest, without digests.
const LIST = `
list() {
  for start do [ ! -e "$start" ] && [ ! -L "$start" ] || find "$start" \\( -type f -o -type l \\) -printf "- %s $time %y %p\\n"; done
}`;

const RECORD = `${HASH_FILES}
set -eu
umask 077
root=$1 manifest=$2 except=$3 time=$4; shift 4
${LIST}
mkdir -p -- "\${manifest%/*}"
cd -- "$root"
list "$@" | except="$except" awk '
  BEGIN { count = split(ENVIRON["except"], names, "\\n") }
  {
    sub(/ \\.\\//, " ")
    path = $0; sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ /, "", path)
    for (i = 1; i <= count; i++) if (path == names[i] || index(path, names[i] "/") == 1) next
    print
  }' >"$manifest.list"
awk '$4 == "f" { sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ /, "./"); print }' "$manifest.list" | tr '\\n' '\\0' | hash_files >"$manifest.sums"
awk '
  FILENAME == ARGV[1] { sums[substr($0, 69)] = substr($0, 1, 64); next }
  { path = $0; sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ /, "", path)
    sum = (path in sums) ? sums[path] : "-"
    print sum substr($0, 2) }' "$manifest.sums" "$manifest.list" | sort -k5 >"$manifest.new"
rm -f -- "$manifest.list" "$manifest.sums"
sync -- "$manifest.new" 2>/dev/null || sync
mv -f -- "$manifest.new" "$manifest"
sum=$(sha256sum <"$manifest")
echo "\${sum%% *}"`;

const LIMIT_MS = 30 * 60_000;

/** Records what a tree on a machine is now, digests included; answers the digest of the manifest. */
export async function recordTree(to: Runner, record: TreeRecord): Promise<string> {
  const { root, manifest, only = ["."], except = [], withTimes = true, signal } = record;
  const words = [root, manifest, except.join("\n"), withTimes ? "%T@" : "-"];
  const { stdout } = await to.exec(["sh", "-c", RECORD, "record-tree", ...words, ...only], {
    timeoutMs: LIMIT_MS,
    signal,
  });
  return stdout.trim();
}

/** Records files whose digests are known, without looking at them; answers the digest of the manifest. */
export async function recordFiles(
  to: Runner,
  manifest: string,
  files: readonly ManifestLine[],
): Promise<string> {
  const text = formatManifest(files);
  await writeFile(to, manifest, text, 0o600);
  return sha256Hex(text);
}
