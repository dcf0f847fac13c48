import type { CommandOptions, Runner } from "../../transports/runner";
import { ToolError } from "../tool-error";
import { curlCommand, httpMessage, opensslCommand, type EtcdRequest } from "./request";
import { quoteCommand } from "../../lib/shell-quote";

/** How long a snapshot may take: etcd holds 8 GB at most. */
const LIMIT_SECONDS = 20 * 60;
const KEPT = 3;
const REQUEST: EtcdRequest = {
  path: "/v3/maintenance/snapshot",
  body: "{}",
  timeoutSeconds: LIMIT_SECONDS,
};

// The gateway sends the database in pieces, each a JSON object with its bytes in base64, and closes with their SHA-256: together
// the file that `etcdctl snapshot restore` checks and takes. A file that is not whole never gets the name of a snapshot.
const SCRIPT = `
set -eu
umask 077
target=$1 kept=$2 message=$3
directory=$(dirname -- "$target")
mkdir -p -- "$directory"
chmod 0700 -- "$directory"
aside=$target.incoming
trap 'rm -f -- "$aside"' EXIT
if command -v curl >/dev/null 2>&1; then
  printf '{}' | ${quoteCommand(curlCommand(REQUEST))}
else
  printf '%s' "$message" | ${quoteCommand(opensslCommand(REQUEST))}
fi | grep -o '"blob":"[^"]*"' | cut -d '"' -f 4 | base64 -d >"$aside"
size=$(stat -c %s -- "$aside")
[ "$size" -gt 32 ] || { echo "etcd sent no snapshot" >&2; exit 1; }
sum=$(tail -c 32 -- "$aside" | od -An -v -tx1 | tr -d ' \\n')
found=$(head -c -32 -- "$aside" | sha256sum | cut -d ' ' -f 1)
[ "$sum" = "$found" ] || { echo "the snapshot is not whole: its digest is $found, etcd says $sum" >&2; exit 1; }
sync -- "$aside" 2>/dev/null || sync
mv -f -- "$aside" "$target"
trap - EXIT
ls -1t -- "$directory"/*.db | tail -n "+$((kept + 1))" | while read -r old; do rm -f -- "$old"; done
stat -c %s -- "$target"
`;

/**
 * Writes a snapshot of the etcd on a control plane to a file there, mode 0600, and keeps the three youngest `.db` files of its
 * directory. `etcdctl snapshot restore` takes it. Answers its size in bytes.
 *
 * @throws ToolError when etcd does not answer, or what it sent is not whole: then there is no such file.
 */
export async function saveSnapshot(
  runner: Runner,
  path: string,
  options?: CommandOptions,
): Promise<number> {
  const words = [path, String(KEPT), httpMessage(REQUEST)];
  const { exitCode, stdout, stderr } = await runner.exec(
    ["sh", "-c", SCRIPT, "save-snapshot", ...words],
    { timeoutMs: LIMIT_SECONDS * 1_000, ...options, accept: [0, 1] },
  );
  if (exitCode === 0) return Number(stdout.trim());
  throw new ToolError("etcd", runner.host, {
    severity: "error",
    summary: `No Snapshot Of Etcd On ${runner.host}`,
    detail: `${runner.host}: the snapshot ${path} was not written: ${stderr.trim()}. Look at etcd on that host (crictl logs) and at the space on its disk.`,
  });
}
