/** A template that cannot be parsed or rendered: which file, which line, and why. */
export interface TemplateError extends Error {
  readonly name: "TemplateError";
  readonly file: string;
  readonly line: number;
  /** What is wrong and, where there is one, the cure; without the position. */
  readonly reason: string;
}

/** Makes a TemplateError whose message reads `file:line: reason`; `cause` is kept when given. */
export function templateError(
  file: string,
  line: number,
  reason: string,
  cause?: unknown,
): TemplateError {
  const error = new Error(`${file}:${line}: ${reason}`, cause === undefined ? {} : { cause });
  return Object.assign(error, { name: "TemplateError" as const, file, line, reason });
}

/** Tells whether a caught value is a TemplateError, also when another copy of this module made it. */
export function isTemplateError(error: unknown): error is TemplateError {
  return error instanceof Error && error.name === "TemplateError" && "reason" in error;
}

/** The text of anything thrown: the message of an Error, otherwise its string form. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
