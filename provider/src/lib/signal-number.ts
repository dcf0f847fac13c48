import { constants } from "node:os";

/** The number of a signal by its name, such as 15 for "SIGTERM"; 0 when the name is unknown. */
export function signalNumber(name: string | undefined): number {
  const numbers: Readonly<Record<string, number>> = constants.signals;
  return numbers[name ?? ""] ?? 0;
}
