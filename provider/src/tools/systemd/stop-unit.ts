import type { Argv, Runner } from "../../transports/runner";
import { checkedUnitName, outcomeFiles } from "./unit-files";

// `stop` alone would spare the children, because units run with KillMode=process.
const SCRIPT = `
unit=$1.service
systemctl kill --signal=TERM "$unit" 2>/dev/null
for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  systemctl is-active --quiet "$unit" || break
  sleep 0.5
done
systemctl kill --signal=KILL "$unit" 2>/dev/null
systemctl stop "$unit" 2>/dev/null
systemctl reset-failed "$unit" 2>/dev/null
# Nobody asked for this outcome: the next run with the same input starts anew.
shift
rm -f -- "$@"
`;

/**
 * Ends a unit and everything that it started: asks first, insists ten seconds later. Its outcome is forgotten. Fine
 * when it does not run.
 */
export async function stopUnit(runner: Runner, unit: string): Promise<void> {
  await runner.exec(stopCommand(checkedUnitName(unit)));
}

function stopCommand(unit: string): Argv {
  return ["sh", "-c", SCRIPT, "stop-unit", unit, ...outcomeFiles(unit)];
}
