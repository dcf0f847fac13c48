import type { Argv } from "../../transports/runner";
import { RUN_DIRECTORY } from "./unit-files";

/** How a unit ended. Lost: it is gone and left no word, because the machine was switched off or it was killed. */
export type UnitOutcome =
  | { readonly kind: "exited"; readonly exitCode: number }
  | { readonly kind: "timed-out" }
  | { readonly kind: "lost" };

// Prints the output from line $2 on as it comes, then the outcome on the other output. Ends when the unit does.
const FOLLOWER = `
cd ${RUN_DIRECTORY} || exit 1
unit=$1 log=$1.log rounds=0 pause=0.05
shown=$(head -n "$(($2 - 1))" "$log" 2>/dev/null | wc -c)
alive() {
  read -r process boot 2>/dev/null <"$unit.pid" || return 1
  [ "$boot" = "$(cat /proc/sys/kernel/random/boot_id)" ] || return 1
  grep -qzxF "$unit" "/proc/$process/cmdline" 2>/dev/null
}
starting() { [ ! -e "$unit.pid" ] && [ "$rounds" -lt 100 ]; }
while :; do
  outcome=
  alive || starting || outcome=lost
  for file in "$unit.outcome" "$unit.collected"; do
    if [ -e "$file" ]; then outcome=$(cat "$file"); break; fi
  done
  size=$(stat -c %s "$log" 2>/dev/null || echo 0)
  if [ "$size" -gt "$shown" ]; then
    tail -c "+$((shown + 1))" "$log" | head -c "$((size - shown))"
    shown=$size
  fi
  if [ -n "$outcome" ]; then
    echo "$outcome" >&2
    exit 0
  fi
  rounds=$((rounds + 1))
  [ "$rounds" -lt 20 ] || pause=0.2
  sleep "$pause"
done
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
