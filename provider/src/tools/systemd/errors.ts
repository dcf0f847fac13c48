import { formatDuration } from "../../lib/duration";

const BRAND = Symbol.for("cdktf-sealos/unit");

/** Why a long command has no exit code. */
export type UnitFailureKind = "busy" | "lost" | "timed-out" | "not-started";

/** A long command on a host did not come to its own end. `tail` is its last output, redacted. */
export class UnitError extends Error {
  readonly [BRAND] = true;

  constructor(
    readonly host: string,
    readonly unit: string,
    readonly kind: UnitFailureKind,
    message: string,
    readonly tail = "",
  ) {
    super(message);
    this.name = "UnitError";
  }
}

/** Tells a {@link UnitError}, also one made by another copy of this module. */
export function isUnitError(value: unknown): value is UnitError {
  return typeof value === "object" && value !== null && BRAND in value;
}

/** The error for a unit that runs already, but with another input. */
export function unitIsBusy(host: string, unit: string): UnitError {
  return new UnitError(
    host,
    unit,
    "busy",
    `${host}: ${unit} is still running from an earlier apply, with another input. Wait until it has ended (systemctl status ${unit}) and apply again, or stop it (systemctl kill ${unit}).`,
  );
}

/** The error for a unit that disappeared without an exit code. */
export function unitWasLost(host: string, unit: string, tail: string): UnitError {
  return new UnitError(
    host,
    unit,
    "lost",
    `${host}: ${unit} ended without a result: the host was restarted or the process was killed. Apply again; the step runs anew.${quoted(tail)}`,
    tail,
  );
}

/** The error for a unit that reached its time limit and was stopped. */
export function unitTimedOut(host: string, unit: string, limitMs: number, tail: string): UnitError {
  return new UnitError(
    host,
    unit,
    "timed-out",
    `${host}: ${unit} did not end within its time limit of ${formatDuration(limitMs)} and was stopped. Find out what it waits for, or raise the limit (timeouts).${quoted(tail)}`,
    tail,
  );
}

/** The error for a unit that systemd did not start. */
export function unitNotStarted(host: string, unit: string, said: string): UnitError {
  return new UnitError(
    host,
    unit,
    "not-started",
    `${host}: systemd did not start ${unit}: ${said.trim() || "it gave no reason"}. The host needs systemd as its first process.`,
  );
}

function quoted(tail: string): string {
  return tail === "" ? "" : ` Its last output:\n${tail}`;
}
