import { SEALOS_ROOT } from "../../domain/paths";

/** Where units keep what outlives connections: payload, output, outcome. */
export const RUN_DIRECTORY = `${SEALOS_ROOT}/run`;

const UNIT_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,199}$/;

/** Returns the name as it is. @throws RangeError when systemd or a file system would not take it */
export function checkedUnitName(unit: string): string {
  if (UNIT_NAME.test(unit)) return unit;
  throw new RangeError(
    `"${unit}" cannot name a unit: use up to 200 letters, digits, dots, hyphens and underscores.`,
  );
}

/** Everything a unit leaves but its output. */
export function outcomeFiles(unit: string): readonly string[] {
  const ends = ["input", "outcome", "collected", "pid", "sh"];
  return ends.map((end) => `${RUN_DIRECTORY}/${unit}.${end}`);
}
