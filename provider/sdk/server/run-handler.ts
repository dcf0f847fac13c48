import { error, type Diagnostic } from "../diagnostics";
import { isDiagnosticsError } from "../diagnostics-error";
import type { MaybePromise, Outcome } from "../resource";

/** Whose handler runs: the subject of every message about it. */
export interface HandlerSite {
  readonly typeName: string;
  /** `create`, `read`, …: the name of the handler. */
  readonly operation: string;
}

/** What came of a handler: its outcome, unless it threw, and everything there is to tell. */
export interface HandlerRun<T> {
  readonly outcome: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs a handler. Whatever it throws, or a missing outcome, becomes an error diagnostic; never rejects. */
export async function runHandler<T extends Outcome>(
  site: HandlerSite,
  handler: () => MaybePromise<T>,
): Promise<HandlerRun<T>> {
  try {
    const outcome: unknown = await handler();
    if (!isOutcome(outcome)) return { outcome: undefined, diagnostics: [noOutcome(site)] };
    return { outcome: outcome as T, diagnostics: (outcome.diagnostics ?? []).map(clean) };
  } catch (thrown) {
    return { outcome: undefined, diagnostics: explainThrown(site, thrown) };
  }
}

/** The diagnostics for something thrown while a handler (or the SDK on its behalf) was at work. */
export function explainThrown(site: HandlerSite, thrown: unknown): readonly Diagnostic[] {
  if (isDiagnosticsError(thrown)) return thrown.diagnostics.map(clean);
  return [
    error(
      `${capitalise(site.operation)} Failed`,
      `The ${site.operation} of ${site.typeName} failed: ${messageOf(thrown)}`,
    ),
  ];
}

/** An error that blames the provider's code, not the practitioner. */
export function handlerMistake(
  site: HandlerSite,
  subject: string,
  problem: string,
  path?: Diagnostic["path"],
): Diagnostic {
  return error(
    "Provider Mistake",
    `${subject === "" ? `The result of ${site.operation}` : subject} ${problem}. ` +
      `This is a mistake of the provider in the ${site.operation} of ${site.typeName}; please report it.`,
    path,
  );
}

function isOutcome(value: unknown): value is Outcome {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function noOutcome(site: HandlerSite): Diagnostic {
  return handlerMistake(site, "", "is missing");
}

/** Handlers are code of others: text that is not text must not reach the wire. */
function clean(diagnostic: Diagnostic): Diagnostic {
  return {
    ...diagnostic,
    severity: diagnostic.severity === "warning" ? "warning" : "error",
    summary: diagnostic.summary,
    detail: diagnostic.detail,
  };
}

function messageOf(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null || !("message" in thrown))
    return String(thrown);
  const cause = "cause" in thrown && thrown.cause !== undefined ? messageOf(thrown.cause) : "";
  const message = String(thrown.message);
  if (cause === "" || message.includes(cause)) return message;
  return message.endsWith(".") ? `${message} (${cause})` : `${message}: ${cause}`;
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
