import type { Argv } from "../../transports/runner";
import { RUN_DIRECTORY } from "./unit-files";

/** What became of a request to start a unit. */
export type LaunchAnswer = "started" | "attached" | "collecting" | "busy";

// Runs as the unit. It must see the end of its child whatever signal reaches it, and leave it on the disk.
const SUPERVISOR = `
cd ${RUN_DIRECTORY} || exit 1
unit=$1 limit=$2
umask 077
began=$(date +%s)
read -r boot </proc/sys/kernel/random/boot_id
echo "$$ $boot" >"$unit.pid.new"
mv -f "$unit.pid.new" "$unit.pid" # never seen empty: an empty one reads as a unit that is gone
trap : TERM INT HUP
timeout -k 10 "$limit" sh "$unit.sh" >"$unit.log" 2>&1 </dev/null &
child=$!
while :; do
  wait "$child"
  code=$?
  kill -0 "$child" 2>/dev/null || break
done
outcome="exited $code"
case $code in
  124 | 137) [ "$(($(date +%s) - began))" -lt "$limit" ] || outcome="timed-out" ;;
esac
rm -f "$unit.sh"
echo "$outcome" >"$unit.outcome.new"
sync "$unit.outcome.new" 2>/dev/null || sync
mv -f "$unit.outcome.new" "$unit.outcome"
`;

// Decides, in one round trip, whether to start, to attach, or to collect. The payload comes on the input.
const LAUNCHER = `
set -eu
umask 077
unit=$1 digest=$2 limit=$3 supervisor=$4
mkdir -p ${RUN_DIRECTORY}
cd ${RUN_DIRECTORY}
same() { [ "$(cat "$unit.input" 2>/dev/null)" = "$digest" ]; }
state=$(systemctl is-active "$unit.service") || :
if [ "$state" = active ]; then
  if same; then echo attached; else echo busy; fi
  exit 0
fi
# A failure that nobody took note of belongs to a run that is over; what caused it may be mended.
if same && [ "$(cat "$unit.outcome" 2>/dev/null)" = "exited 0" ]; then
  echo collecting
  exit 0
fi
rm -f "$unit.outcome" "$unit.collected" "$unit.pid"
: >"$unit.log"
cat >"$unit.sh"
# The input also ends when whoever sends it is killed: half a script must neither run nor count as the whole.
[ "$(sha256sum <"$unit.sh")" = "$digest  -" ] || { rm -f "$unit.sh"; echo "its script did not arrive whole" >&2; exit 1; }
echo "$digest" >"$unit.input"
[ "$state" != failed ] || systemctl reset-failed "$unit.service" 2>/dev/null || :
# In a file: systemd would expand dollar signs in a command line. Renamed: another unit may be reading the old one.
printf '%s' "$supervisor" >supervise.sh.new
mv -f supervise.sh.new supervise.sh
# What a script leaves running on purpose, such as a daemon, goes on after it.
systemd-run --unit="$unit" --no-block --property=KillMode=process \\
  sh ${RUN_DIRECTORY}/supervise.sh "$unit" "$limit" >&2
echo started
`;

/** The command that starts a unit, with its payload on the input. */
export function launchCommand(unit: string, digest: string, limitSeconds: number): Argv {
  return ["sh", "-c", LAUNCHER, "launch-unit", unit, digest, String(limitSeconds), SUPERVISOR];
}

/** Reads what {@link launchCommand} printed; undefined when it is something else. */
export function parseLaunch(stdout: string): LaunchAnswer | undefined {
  const answers: readonly LaunchAnswer[] = ["started", "attached", "collecting", "busy"];
  return answers.find((answer) => answer === stdout.trim());
}
