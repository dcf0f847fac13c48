import { hasError, type Diagnostic } from "../diagnostics";
import { applyViolations } from "../planning/apply-rules";
import type { DeleteOutcome, Resource, StateOutcome } from "../resource";
import type { Schema } from "../schema/define-schema";
import type { ErasedValues } from "../schema/values-of";
import type { TerraformObject } from "../values/terraform-value";
import { NewestState } from "./newest-state";
import { readPrivate, writePrivate } from "./private-data";
import type { ApplyResourceChangeRequest, ApplyResourceChangeResponse } from "./provider-server";
import { secretsIn } from "./redact";
import { identityOf } from "./resource-identity";
import { respond } from "./respond";
import { handlerMistake, runHandler, type HandlerRun, type HandlerSite } from "./run-handler";
import type { Loaded, Session } from "./session";
import { storableState, typedState, violationMistakes } from "./typed-state";

/**
 * ApplyResourceChange: create, update or delete. Whatever happens, the reply holds the newest state that the handler
 * reported; a state that breaks the rules of core comes with an error that names the attribute.
 */
export async function applyResourceChange(
  session: Session,
  request: ApplyResourceChangeRequest,
): Promise<ApplyResourceChangeResponse> {
  const { typeName, config, priorState, plannedState, plannedPrivate, plannedIdentity } = request;
  const site = { typeName, operation: operationOf(request) };
  const untouched = { newState: priorState, private: plannedPrivate, newIdentity: plannedIdentity };
  let secrets = session.secrets;
  return respond<ApplyResourceChangeResponse>(
    site,
    untouched,
    () => secrets,
    async () => {
      const loaded = session.resource(typeName);
      secrets = [
        ...secrets,
        ...secretsIn(loaded.schema.attributes, config, priorState, plannedState),
      ];
      const newest = new NewestState(site, loaded.schema, {
        state: priorState,
        private: plannedPrivate,
      });
      const applied =
        plannedState === null
          ? await remove(session, loaded, request, newest, site)
          : await createOrUpdate(session, loaded, request, plannedState, newest, site);
      secrets = [...secrets, ...secretsIn(loaded.schema.attributes, applied.newState)];
      const identity = identityOf(loaded, applied.newState, plannedIdentity);
      return {
        ...applied,
        newIdentity: identity.identity,
        diagnostics: [...applied.diagnostics, ...identity.diagnostics],
      };
    },
  );
}

type Applied = Omit<ApplyResourceChangeResponse, "newIdentity">;
type AnyLoaded = Loaded<Resource<Schema, unknown>>;

function operationOf(request: ApplyResourceChangeRequest): string {
  if (request.plannedState === null) return "delete";
  return request.priorState === null ? "create" : "update";
}

async function createOrUpdate(
  session: Session,
  { handlers, schema }: AnyLoaded,
  request: ApplyResourceChangeRequest,
  planned: TerraformObject,
  newest: NewestState,
  site: HandlerSite,
): Promise<Applied> {
  const prior = request.priorState;
  const create = {
    config: request.config ?? {},
    planned,
    plannedPrivate: readPrivate(request.plannedPrivate, request.log),
    save: newest.save,
    ...session.context(request),
  };
  const run = await runHandler<StateOutcome<Schema>>(site, () =>
    prior === null ? handlers.create(create) : handlers.update({ ...create, prior }),
  );
  if (run.outcome === undefined) return unfinished(newest, run.diagnostics);
  const typed = typedState(site, schema, run.outcome.state, newest.state);
  const diagnostics = [...run.diagnostics, ...typed.diagnostics];
  const violations = hasError(diagnostics)
    ? []
    : applyViolations(schema.description.block, planned, typed.state);
  return {
    newState: storableState(schema, typed.state),
    private: writePrivate(run.outcome.private, newest.private),
    diagnostics: [...diagnostics, ...violationMistakes(site, violations)],
  };
}

async function remove(
  session: Session,
  { handlers, schema }: AnyLoaded,
  request: ApplyResourceChangeRequest,
  newest: NewestState,
  site: HandlerSite,
): Promise<Applied> {
  const prior = request.priorState;
  const run: HandlerRun<DeleteOutcome<Schema>> = await runHandler<DeleteOutcome<Schema>>(
    site,
    () =>
      prior === null
        ? {}
        : handlers.delete({
            prior,
            plannedPrivate: readPrivate(request.plannedPrivate, request.log),
            save: newest.save,
            ...session.context(request),
          }),
  );
  if (run.outcome === undefined) return unfinished(newest, run.diagnostics);
  const privateText = writePrivate(run.outcome.private, newest.private);
  const left = leftOver(run.outcome, newest, hasError(run.diagnostics));
  const typed = typedState(site, schema, left, newest.state);
  const isClaimedGone = typed.state !== null && !hasError(run.diagnostics);
  return {
    newState: storableState(schema, typed.state),
    private: privateText,
    diagnostics: [
      ...run.diagnostics,
      ...typed.diagnostics,
      ...(isClaimedGone ? [handlerMistake(site, "", "is a state, but no error says why")] : []),
    ],
  };
}

/** Without an error, the object is gone unless the handler says otherwise; with one, it stays. */
function leftOver(
  outcome: DeleteOutcome<Schema>,
  newest: NewestState,
  hasFailed: boolean,
): ErasedValues | null {
  if (outcome.state !== undefined) return outcome.state;
  return hasFailed ? newest.state : null;
}

function unfinished(newest: NewestState, diagnostics: readonly Diagnostic[]): Applied {
  return { newState: newest.state, private: newest.private, diagnostics };
}
