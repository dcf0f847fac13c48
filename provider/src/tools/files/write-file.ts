import type { Argv, CommandOptions, Runner } from "../../transports/runner";

// Aside, to the disk, then in place: a reader sees the old file or the new one, whatever happens in between.
const SCRIPT = `
set -eu
umask 077
[ -d "\${1%/*}/" ] || (umask 022; mkdir -p -- "\${1%/*}")
for old in "$1".aside-[0-9]*; do
  [ ! -e "$old" ] || rm -f -- "$old" # of a writer that lost its power
done
aside=$1.aside-$$
trap 'rm -f -- "$aside"' EXIT
dd of="$aside" conv=excl,fsync bs=1M status=none
# When the writer dies, its input ends like any other.
[ "$(wc -c <"$aside")" -eq "$3" ] || { echo "the content of $1 ended early" >&2; exit 1; }
chmod -- "$2" "$aside"
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
