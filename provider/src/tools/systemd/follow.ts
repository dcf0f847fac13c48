import type { Argv } from "../../transports/runner";
import { RUN_DIRECTORY } from "./unit-files";

/** How a unit ended. Lost: it is gone and left no word, because the machine was switched off or it was killed. */
export type UnitOutcome =
  | { readonly kind: "exited"; readonly exitCode: number }
  | { readonly kind: "timed-out" }
  | { readonly kind: "lost" };

// Prints the output from line $2 on as it comes, then the outcome on the other output. Ends when the unit does. One process
// waits for both: a loop would start several a moment, on a host that has work to do.
const FOLLOWER = `
cd ${RUN_DIRECTORY} || exit 1
unit=$1 rounds=0
is_over() { [ -e "$unit.outcome" ] || [ -e "$unit.collected" ]; }
until [ -e "$unit.pid" ] || is_over || [ "$rounds" -ge 100 ]; do
  rounds=$((rounds + 1))
  sleep 0.05
done
is_alive() {
  read -r process boot 2>/dev/null <"$unit.pid" || return 1
  read -r current </proc/sys/kernel/random/boot_id
  [ "$boot" = "$current" ] && grep -qzxF "$unit" "/proc/$process/cmdline" 2>/dev/null
}
if ! is_over && is_alive; then
  tail -n "+$2" -f -s 0.1 --pid="$process" "$unit.log"
else
  tail -n "+$2" "$unit.log"
fi
{ cat "$unit.outcome" 2>/dev/null || cat "$unit.collected" 2>/dev/null || echo lost; } >&2
`;

/** The command that prints a unit's output from a line on (the first is 1) until the unit has ended. */
export function followCommand(unit: string, fromLine: number): Argv {
  return ["sh", "-c", FOLLOWER, "follow-unit", unit, String(fromLine)];
}

/** Reads the outcome that {@link followCommand} printed last; undefined when it is something else. */
export function parseOutcome(stderr: string): UnitOutcome | undefined {
  const [kind, code] = (stderr.trim().split("\n").at(-1) ?? "").split(" ");
  switch (kind) {
    case "exited":
      return { kind, exitCode: Number(code) };
    case "timed-out":
    case "lost":
      return { kind };
    default:
      return undefined;
  }
}

/** The command that marks a unit's outcome as taken note of; others who follow it still find it. */
export function collectCommand(unit: string): Argv {
  const file = `${RUN_DIRECTORY}/${unit}`;
  return ["mv", "-f", "--", `${file}.outcome`, `${file}.collected`];
}
