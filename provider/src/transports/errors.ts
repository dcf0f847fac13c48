import { formatDuration } from "../lib/duration";
import type { Argv } from "./runner";

/** Why a machine could not be reached or was lost. */
export type TransportErrorKind =
  | "resolve"
  | "refused"
  | "unreachable"
  | "auth"
  | "credentials"
  | "host-key"
  | "timeout"
  | "closed"
  | "sudo"
  | "cancelled";

const BRAND = Symbol.for("cdktf-sealos/error");

interface Branded {
  readonly [BRAND]: "transport" | "command";
}

/**
 * A machine could not be reached, refused us, or was lost. `retryable` says whether the same call may
 * succeed later without any change by the practitioner; it is decided where the error is born.
 */
export class TransportError extends Error implements Branded {
  readonly [BRAND] = "transport";

  constructor(
    readonly host: string,
    readonly kind: TransportErrorKind,
    message: string,
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "TransportError";
  }
}

/** A command ran and its exit code was not accepted. `message` is short; the output is kept whole, redacted. */
export class CommandError extends Error implements Branded {
  readonly [BRAND] = "command";

  constructor(
    readonly host: string,
    readonly argv: Argv,
    readonly exitCode: number,
    readonly stdout: string,
    readonly stderr: string,
  ) {
    super(
      `${host}: ${argv[0]} ended with status ${exitCode}: ${lastLine(stderr) || lastLine(stdout)}`,
    );
    this.name = "CommandError";
  }
}

/** Tells a {@link TransportError}, also one made by another copy of this module. */
export function isTransportError(value: unknown): value is TransportError {
  return brandOf(value) === "transport";
}

/** Tells a {@link CommandError}, also one made by another copy of this module. */
export function isCommandError(value: unknown): value is CommandError {
  return brandOf(value) === "command";
}

function brandOf(value: unknown): string | undefined {
  return typeof value === "object" && value !== null && BRAND in value
    ? String(value[BRAND])
    : undefined;
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}

/** The error for a command that did not end in time. It may still have done part of its work. */
export function commandTimedOut(host: string, argv: Argv, limitMs: number): TransportError {
  const limit = formatDuration(limitMs);
  return new TransportError(
    host,
    "timeout",
    `${host}: ${argv[0]} did not end within its time limit of ${limit} and was stopped. ` +
      "Look at the load of the machine and at what the command waits for.",
    false,
  );
}

/** The error for a command that was stopped because the practitioner, or Terraform, asked for it. */
export function commandCancelled(host: string, program: string): TransportError {
  return new TransportError(host, "cancelled", `${host}: ${program} was cancelled.`, false);
}
