import type { Argv, CommandOptions, Runner } from "../../transports/runner";

// Aside, to the disk, then in place: a reader sees the old file or the new one, whatever happens in between.
const SCRIPT = `
set -eu
umask 077
directory=$(dirname -- "$1")
[ -d "$directory" ] || (umask 022; mkdir -p -- "$directory")
aside=$(mktemp -- "$1.XXXXXX")
trap 'rm -f -- "$aside"' EXIT
cat >"$aside"
chmod -- "$2" "$aside"
sync -- "$aside" 2>/dev/null || sync
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
  await runner.exec(writeCommand(path, mode), { ...options, stdin: content });
}

function writeCommand(path: string, mode: number): Argv {
  return ["sh", "-c", SCRIPT, "write-file", path, mode.toString(8).padStart(4, "0")];
}
