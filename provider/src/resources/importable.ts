import {
  isUnknown,
  warning,
  type Config,
  type Planned,
  type DeleteRequest,
  type ImportOutcome,
  type ImportRequest,
  type JsonValue,
  type ReadRequest,
  type Resource,
  type Schema,
  type State,
  type StateOutcome,
  type UpdateRequest,
} from "../../sdk";
import type { PipelineEnvironment } from "../pipeline/environment";
import { reasonOf } from "../pipeline/errors";
import { keepTrying } from "../pipeline/keep-trying";
import type { FinishedSteps } from "../plan/pending-steps";
import type { Services } from "./environment";
import { isAdopted, withFound } from "./adopted";
import { reachedProgress, recordedOf, type ProgressState } from "./progress";

/** How objects of a resource are imported: what `import` needs beside the handlers. See docs/adr/0007-adoption.md. */
export interface Importing<S extends Schema> {
  /** Finds an object by its import id; touches nothing. */
  find(request: ImportRequest<Services>): Promise<ImportOutcome<S>>;
  /** Leaves beside the object what its configuration said, for an import to come. */
  remember?(pipeline: PipelineEnvironment, state: State<S>, signal: AbortSignal): Promise<void>;
  /** Takes away what `remember` left, once the object is gone. */
  forget?(pipeline: PipelineEnvironment, state: State<S>, signal: AbortSignal): Promise<void>;
  /** Journals an adopted object before the first apply that changes it. */
  takeOver?(
    pipeline: PipelineEnvironment,
    adopted: { readonly state: State<S>; readonly finished: FinishedSteps },
    signal: AbortSignal,
  ): Promise<void>;
}

/** A resource whose objects can be imported, those that somebody else made too. */
export function importable<S extends Schema>(
  resource: Resource<S, Services>,
  importing: Importing<S>,
): Resource<S, Services> {
  return {
    ...resource,
    import: async (request) => settled(resource, request, await importing.find(request)),
    create: async (request) => remembering(importing, request, await resource.create(request)),
    async update(request) {
      await takeOver(importing, request, request.plannedPrivate);
      return remembering(importing, request, await resource.update(request));
    },
    read: async (request) =>
      untilRecorded(request, keepFound(request, await resource.read(request))),
    async delete(request) {
      await takeOver(importing, request, request.plannedPrivate);
      const outcome = await resource.delete(request);
      const isGone = (outcome.diagnostics ?? []).every(({ severity }) => severity !== "error");
      if (isGone)
        await attempt(request, FORGET_LIMIT_MS, (pipeline, signal) =>
          importing.forget?.(pipeline, request.prior, signal),
        );
      return outcome;
    },
  };
}

/** What a plan of the object as it is would compute is computed now, so that its first plan has nothing to say. */
async function settled<S extends Schema>(
  resource: Resource<S, Services>,
  { configured, signal, log }: ImportRequest<Services>,
  outcome: ImportOutcome<S>,
): Promise<ImportOutcome<S>> {
  if (outcome.state === undefined || resource.plan === undefined) return outcome;
  const everything = Object.keys(resource.schema.attributes).map((name) => [name, null] as const);
  const state = { ...Object.fromEntries(everything), ...outcome.state } as State<S>;
  const { planned } = await resource.plan({
    ...{ configured, signal, log, prior: state, priorPrivate: outcome.private ?? null },
    config: state as unknown as Config<S>,
    planned: state as unknown as Planned<S>,
  });
  const computed = Object.entries(planned as Readonly<Record<string, unknown>>).filter(
    ([name, value]) => member(state, name) === null && value !== null && !isUnknown(value),
  );
  return { ...outcome, state: { ...state, ...Object.fromEntries(computed) } };
}

function member(state: unknown, name: string): unknown {
  return (state as Readonly<Record<string, unknown>>)[name];
}

/** A machine is waited for as long as it takes to boot. */
const REMEMBER_LIMIT_MS = 60_000;
/** What is left to forget goes with the host. */
const FORGET_LIMIT_MS = 10_000;

type Context = Pick<ReadRequest<Schema, Services>, "configured">;

/**
 * Answers what it failed with. A run that is stopped still does it, because the next one has nothing left to do with an object that
 * is ready; so does one whose connection is lost meanwhile.
 */
async function attempt(
  { configured }: Context,
  limitMs: number,
  action: (pipeline: PipelineEnvironment, signal: AbortSignal) => Promise<void> | undefined,
): Promise<unknown> {
  if (configured === undefined) return undefined;
  return keepTrying(limitMs, async (signal) => action(configured.pipeline, signal));
}

async function remembering<S extends Schema>(
  importing: Importing<S>,
  request: Context & { readonly planned: unknown },
  outcome: StateOutcome<S>,
): Promise<StateOutcome<S>> {
  const { state } = outcome;
  if (state === null || progressOf(state).ready !== true) return outcome;
  const failure = await attempt(request, REMEMBER_LIMIT_MS, (pipeline, signal) =>
    importing.remember?.(pipeline, state, signal),
  );
  if (failure === undefined) return outcome;
  const unready = reachedProgress(failure);
  const told = {
    ...outcome,
    diagnostics: [
      ...(outcome.diagnostics ?? []),
      warning(
        "The Configuration Could Not Be Recorded",
        `${reasonOf(failure)}\n\nEverything else was done, but an import would not find what the configuration of this object says. The next apply records it.`,
      ),
    ],
  };
  return progressOf(request.planned).ready === true
    ? { ...told, private: { ...membersOf(outcome.private ?? null), unrecorded: unready.status } }
    : { ...told, state: { ...state, ...unready } };
}

/** An object that was planned to stay ready may not be unready before the next refresh. */
function untilRecorded<S extends Schema>(
  { private: before }: ReadRequest<S, Services>,
  outcome: StateOutcome<S>,
): StateOutcome<S> {
  const { unrecorded } = membersOf(before);
  if (typeof unrecorded !== "string" || outcome.state === null) return outcome;
  return { ...outcome, state: { ...outcome.state, ready: false, status: unrecorded } };
}

async function takeOver<S extends Schema>(
  importing: Importing<S>,
  {
    prior,
    configured,
    signal,
  }: Pick<
    UpdateRequest<S, Services> & DeleteRequest<S, Services>,
    "prior" | "configured" | "signal"
  >,
  privateData: JsonValue,
): Promise<void> {
  if (!isAdopted(progressOf(prior)) || configured === undefined) return;
  await importing.takeOver?.(
    configured.pipeline,
    { state: prior, finished: recordedOf(privateData) },
    signal,
  );
}

/** What was found done stays so until a journal says it better. */
function keepFound<S extends Schema>(
  { state, private: before }: ReadRequest<S, Services>,
  outcome: StateOutcome<S>,
): StateOutcome<S> {
  if (!isAdopted(progressOf(state)) || outcome.private === undefined) return outcome;
  const finished = withFound(progressOf(state), recordedOf(before), recordedOf(outcome.private));
  return {
    ...outcome,
    private: { ...membersOf(before), ...membersOf(outcome.private), finished },
  };
}

function progressOf(state: unknown): Partial<ProgressState> {
  return state as Partial<ProgressState>;
}

function membersOf(value: JsonValue): Readonly<Record<string, JsonValue>> {
  return (value ?? {}) as Readonly<Record<string, JsonValue>>;
}
