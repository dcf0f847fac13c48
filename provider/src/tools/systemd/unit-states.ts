import type { QueryRunner } from "../../transports/runner";

/** How a unit of a machine stands. */
export interface UnitState {
  /** Without `.service`. */
  readonly unit: string;
  /** Whether it starts with the machine. */
  readonly isEnabled: boolean;
  /** Whether it runs, or is about to. */
  readonly isActive: boolean;
}

/** The states of those of the units that the machine knows. */
export async function readUnitStates(
  runner: QueryRunner,
  units: readonly string[],
): Promise<readonly UnitState[]> {
  const properties = "--property=Id,LoadState,ActiveState,UnitFileState";
  const services = units.map((unit) => `${unit}.service`);
  const { stdout } = await runner.query(["systemctl", "show", properties, ...services]);
  return parseUnitStates(stdout);
}

const OFF = ["disabled", "masked"];
const DEAD = ["inactive", "failed"];

/** Reads what `systemctl show` prints of several units. */
export function parseUnitStates(stdout: string): readonly UnitState[] {
  return stdout
    .split(/\n\s*\n/)
    .map((block) => new Map(block.split("\n").map(splitProperty)))
    .filter((unit) => unit.has("Id") && unit.get("LoadState") !== "not-found")
    .map((unit) => ({
      unit: (unit.get("Id") ?? "").replace(/\.service$/, ""),
      isEnabled: !OFF.includes(unit.get("UnitFileState") ?? ""),
      isActive: !DEAD.includes(unit.get("ActiveState") ?? ""),
    }));
}

function splitProperty(line: string): [string, string] {
  const at = line.indexOf("=");
  return [line.slice(0, at), line.slice(at + 1)];
}
