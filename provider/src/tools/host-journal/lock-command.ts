import { SEALOS_ROOT } from "../../domain/paths";
import type { Argv } from "../../transports/runner";

/** What the lock's script ends with when the lock is another's. */
export const LOCK_IS_HELD = 45;

// Each call is one critical section: flock on the directory, by the kernel, gone with the process. The lock itself
// is a file of four lines (id, owner, since, expires); times are the host's own, in seconds since 1970.
const PROLOGUE = `
set -eu
umask 077
lock=$1/lock
enter() {
  exec 9<"$1"
  flock -w 20 9
  holder= name= since= expires=
  [ ! -e "$lock" ] || { read -r holder; read -r name; read -r since; read -r expires; } <"$lock" || :
}
write() { printf '%s\\n' "$@" >"$lock.new"; mv -f "$lock.new" "$lock"; }
`;

const ACQUIRE = `${PROLOGUE}
id=$2 owner=$3 lease=$4 over=$5 now=$(date +%s)
[ -d "$1" ] || mkdir -p "$1"
enter "$1"
if [ -e "$lock" ] && [ "$holder" != "$id" ] && [ "$holder" != "$over" ] && [ "$expires" -gt "$now" ]; then
  cat "$lock"
  echo "$now"
  exit ${LOCK_IS_HELD}
fi
write "$id" "$owner" "$now" "$((now + lease))"
`;

const RENEW = `${PROLOGUE}
id=$2 lease=$3 now=$(date +%s)
enter "$1"
if [ "$holder" != "$id" ]; then
  cat "$lock" 2>/dev/null || :
  exit ${LOCK_IS_HELD}
fi
write "$id" "$name" "$since" "$((now + lease))"
`;

const RELEASE = `${PROLOGUE}
id=$2
[ -d "$1" ] || exit 0
enter "$1"
if [ ! -e "$lock" ] || [ "$holder" = "$id" ]; then rm -f "$lock" "$lock.new"; fi
rmdir "$1" 2>/dev/null || :
`;

// The slash, because the directory may be a link to where there is room.
const CLEAR = `
find "$1/" -mindepth 1 -maxdepth 1 ! -name lock ! -name lock.new -exec rm -rf --one-file-system -- {} +
`;

/**
 * Takes the lock, if it is free, its lease is over, or it is the lock with the id `over`; else prints it, with the host's time as a
 * fifth line.
 */
export function acquireCommand(id: string, owner: string, leaseSeconds: number, over = ""): Argv {
  // The lock's file has one line an entry.
  const line = owner.replace(/\s+/g, " ").trim();
  return ["sh", "-c", ACQUIRE, "acquire-lock", SEALOS_ROOT, id, line, String(leaseSeconds), over];
}

/** Lengthens the lease of a lock that is still ours. */
export function renewCommand(id: string, leaseSeconds: number): Argv {
  return ["sh", "-c", RENEW, "renew-lock", SEALOS_ROOT, id, String(leaseSeconds)];
}

/** Gives a lock back, if it is still ours, and takes the directory away when nothing else is in it. */
export function releaseCommand(id: string): Argv {
  return ["sh", "-c", RELEASE, "release-lock", SEALOS_ROOT, id];
}

/** Removes all that is in the directory but the lock. */
export function clearCommand(): Argv {
  return ["sh", "-c", CLEAR, "clear-root", SEALOS_ROOT];
}

/** Who holds a lock. */
export interface LockHolder {
  /** Tells the lock from any other. */
  readonly id: string;
  readonly owner: string;
  readonly since: Date;
  readonly expires: Date;
}

/** Reads the lock that {@link acquireCommand} printed. */
export function parseHolder(stdout: string): LockHolder {
  const [id = "", owner = "somebody", since, expires] = stdout.split("\n");
  return { id, owner, since: toDate(since), expires: toDate(expires) };
}

function toDate(seconds: string | undefined): Date {
  return new Date((Number(seconds) || 0) * 1_000);
}
