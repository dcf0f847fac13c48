/** Facts that belong to a log line, by name. Values are written as JSON; an Error is written as its message. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes one line. Never throws. */
export type WriteLog = (message: string, fields?: LogFields) => void;

/** Writes lines for those who set `TF_LOG`. Never pass a secret: nothing is redacted here. */
export interface Logger {
  readonly trace: WriteLog;
  readonly debug: WriteLog;
  readonly info: WriteLog;
  readonly warn: WriteLog;
  readonly error: WriteLog;
}

/** A logger that drops every line. */
export const SILENT_LOGGER: Logger = Object.freeze({
  trace: ignore,
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
});

function ignore(): void {
  // Nobody listens.
}
