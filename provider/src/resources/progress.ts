import { UNKNOWN, error, warning, type Diagnostic, type JsonValue, type Unknown } from "../../sdk";
import type { FailureMode } from "../pipeline/environment";
import { isPhaseError, reasonOf } from "../pipeline/errors";
import {
  pendingSteps,
  stepLines,
  type FinishedSteps,
  type StepIntent,
} from "../plan/pending-steps";

/** The part of a state that says how far an object is. */
export interface ProgressState {
  readonly ready: boolean | null;
  readonly status: string | null;
  readonly generation: string | null;
  readonly steps: readonly string[] | null;
}

/** What is planned for {@link ProgressState} when an object needs these steps and has finished those. */
export function planProgress(
  host: string | undefined,
  intents: readonly StepIntent[],
  finished: FinishedSteps,
  prior: ProgressState | null,
): {
  readonly ready: boolean | Unknown;
  readonly status: string | Unknown;
  readonly steps: readonly (string | Unknown)[] | Unknown;
} {
  const pending = pendingSteps(intents, finished);
  return prior?.ready === true && pending.length === 0
    ? { ready: true, status: READY, steps: prior.steps ?? [] }
    : {
        ready: UNKNOWN,
        status: UNKNOWN,
        steps: stepLines(host, pending, finished)?.map((line) => line ?? UNKNOWN) ?? UNKNOWN,
      };
}

const READY = "ready";

/**
 * What the first complete run of an unfinished object will fill: unknown, so that what refers to it waits for it. Nothing
 * of it for an object that is ready.
 */
export function stillToCome<Name extends string>(
  { ready }: { readonly ready: boolean | Unknown },
  planned: Readonly<Record<Name, unknown>>,
  names: readonly Name[],
): Partial<Record<Name, Unknown>> {
  const missing = ready === true ? [] : names.filter((name) => planned[name] === null);
  return Object.fromEntries(missing.map((name) => [name, UNKNOWN])) as Partial<
    Record<Name, Unknown>
  >;
}

/** The state of an object whose steps all finished, or of one that failed. */
export function reachedProgress(
  failure: unknown,
): Pick<ProgressState, "ready"> & { readonly status: string } {
  return failure === undefined
    ? { ready: true, status: READY }
    : { ready: false, status: firstLine(reasonOf(failure)) };
}

/** How an operation that touched hosts ended, for Terraform: never a lost state, never a false success. */
export function reportFailure(report: {
  /** What was being done, "Preparing cp-1". */
  readonly doing: string;
  readonly failure: unknown;
  readonly mode: FailureMode;
  readonly operation: "create" | "update";
  readonly interrupted: boolean;
}): readonly Diagnostic[] {
  const { doing, failure, mode, operation, interrupted } = report;
  if (failure === undefined) return [];
  // A failed update never taints, so it may say what it is; an interrupted run ends with an error of Terraform's own.
  const asWarning = interrupted || (operation === "create" && mode === "resume");
  const step = isPhaseError(failure) ? ` At ${failure.step}` : "";
  const summary = `${doing} ${interrupted ? "Was Interrupted" : "Failed"}${step}`;
  return [(asWarning ? warning : error)(summary, `${reasonOf(failure)}\n\n${WHAT_NEXT}`)];
}

const WHAT_NEXT =
  "What was reached is recorded on the host and in the state. The next apply goes on from there: finished steps are not run again, and nothing is wiped.";

/** The steps that are finished and whose effect stands, by the last look; kept as private data. */
export function finishedOf(privateData: JsonValue): FinishedSteps {
  const drifted = driftedOf(privateData);
  return Object.fromEntries(
    Object.entries(recordedOf(privateData)).filter(([step]) => !drifted.includes(step)),
  );
}

/** The steps that finished, whatever became of their effect. */
export function recordedOf(privateData: JsonValue): FinishedSteps {
  const finished = member(privateData, "finished");
  return isObject(finished) ? (finished as FinishedSteps) : {};
}

/** The steps that the last look found undone from outside, though they had finished. */
export function driftedOf(privateData: JsonValue): readonly string[] {
  const drifted = member(privateData, "drifted");
  return Array.isArray(drifted) ? (drifted as readonly string[]) : [];
}

/** Private data of a state. A step that drifted is not called finished: the plan shows it, the apply runs it again. */
export function statePrivate(finished: FinishedSteps, drifted: readonly string[] = []): JsonValue {
  return { finished, drifted };
}

/** What a plan is for. Travels as planned private data, so that a delete knows why it is called. */
export function planPrivate(
  operation: "create" | "update" | "destroy",
  priorPrivate: JsonValue,
): JsonValue {
  return operation === "create"
    ? { operation, replaced: priorPrivate !== null }
    : { operation, finished: recordedOf(priorPrivate), drifted: driftedOf(priorPrivate) };
}

/**
 * Whether a delete is only the first half of resuming a tainted object: Terraform replaces an object
 * whose create failed, and the create that follows adopts what is there.
 */
export function isAdoption(prior: ProgressState, plannedPrivate: JsonValue): boolean {
  return (
    prior.ready === false &&
    member(plannedPrivate, "operation") === "create" &&
    member(plannedPrivate, "replaced") === false
  );
}

/**
 * Tells the reviewer of an unfinished object that the next apply resumes it and wipes nothing. It belongs to the read:
 * Terraform plans a tainted object as a create and does not show that plan what was there.
 */
export function resumeWarning(name: string, prior: ProgressState): readonly Diagnostic[] {
  if (prior.ready !== false) return [];
  return [
    warning(
      `${name} Is Unfinished`,
      `${prior.status ?? "its last apply failed"}. The next apply resumes it. If the plan shows a replacement, that is Terraform's word for it: nothing is wiped, finished steps are not run again.`,
    ),
  ];
}

/** Unreachable is not gone: the state keeps what was known last, and nothing is planned because of it. */
export function notRefreshed(name: string, failure: unknown): Diagnostic {
  return warning(
    `${name} Was Not Refreshed`,
    `${reasonOf(failure)}\n\nThe state keeps what was known last; nothing is planned because of this.`,
  );
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}

function member(value: JsonValue, name: string): JsonValue | undefined {
  return isObject(value) ? value[name] : undefined;
}

function isObject(value: JsonValue | undefined): value is Readonly<Record<string, JsonValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
