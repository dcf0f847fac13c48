import type { Argv, CommandOptions, Runner } from "../../transports/runner";

// Aside, to the disk, then in place: a reader sees the old file or the new one, whatever happens in between.
const SCRIPT = `
set -eu
[ -d "\${1%/*}/" ] || (umask 022; mkdir -p -- "\${1%/*}")
for old in "$1".aside-[0-9]*; do
  [ ! -e "$old" ] || rm -f -- "$old" # of a writer that lost its power
done
aside=$1.aside-$$
trap 'rm -f -- "$aside"' EXIT
case $2 in 0644) umask 133 ;; *) umask 177 ;; esac
copied=$(dd of="$aside" bs="$(($3 > 0 ? $3 : 1))" count=1 iflag=fullblock conv=excl,fsync 2>&1) || { echo "$copied" >&2; exit 1; }
# When the writer dies, its input ends like any other.
case $copied in "$(($3 > 0))+0 records in"*) ;; *) echo "the content of $1 ended early" >&2; exit 1 ;; esac
case $2 in 0600 | 0644) ;; *) chmod -- "$2" "$aside" ;; esac
mv -f -- "$aside" "$1"
trap - EXIT
# With SELinux, a file made aside has the label of its directory, not its own.
if command -v restorecon >/dev/null 2>&1; then restorecon -- "$1" || :; fi
`;

/**
 * Writes a file in one piece, or not at all; missing directories are made (0755). The content travels on the
 * input. A symbolic link is replaced, not followed.
 */
export async function writeFile(
  runner: Runner,
  path: string,
  content: string | Uint8Array,
  mode: number,
  options: Pick<CommandOptions, "signal" | "timeoutMs"> = {},
): Promise<void> {
  const bytes = Buffer.byteLength(content);
  await runner.exec(writeCommand(path, mode, bytes), { ...options, stdin: content });
}

function writeCommand(path: string, mode: number, bytes: number): Argv {
  const permissions = mode.toString(8).padStart(4, "0");
  return ["sh", "-c", SCRIPT, "write-file", path, permissions, String(bytes)];
}
