import { hasError, type Diagnostic } from "../diagnostics";
import { planByDefault } from "../planning/default-plan";
import { planViolations, replaceViolations } from "../planning/plan-rules";
import { replacedPaths } from "../planning/requires-replace";
import type { PlanOutcome, Resource } from "../resource";
import type { Schema } from "../schema/define-schema";
import { isSamePath, type AttributePath } from "../values/attribute-path";
import type { TerraformObject } from "../values/terraform-value";
import { readPrivate, writePrivate } from "./private-data";
import type {
  PlanResourceChangeRequest,
  PlanResourceChangeResponse,
  WholeValue,
} from "./provider-server";
import { secretsIn } from "./redact";
import { respond } from "./respond";
import { runHandler, type HandlerRun, type HandlerSite } from "./run-handler";
import type { Loaded, Session } from "./session";
import { typedState, violationMistakes } from "./typed-state";

/** PlanResourceChange: the default plan, refined by the resource, checked against the rules of core. */
export async function planResourceChange(
  session: Session,
  request: PlanResourceChangeRequest,
): Promise<PlanResourceChangeResponse> {
  const site = { typeName: request.typeName, operation: "plan" };
  const unplanned = {
    plannedState: request.proposedNewState,
    requiresReplace: [],
    plannedPrivate: request.priorPrivate,
    plannedIdentity: request.priorIdentity,
  };
  let secrets = session.secrets;
  return respond<PlanResourceChangeResponse>(
    site,
    unplanned,
    () => secrets,
    async () => {
      const loaded = session.resource(request.typeName);
      const { config, priorState, proposedNewState } = request;
      secrets = [...secrets, ...secretsIn(loaded.schema.attributes, config, priorState)];
      const planned =
        proposedNewState === null || config === null
          ? await planDestroy(session, loaded, request, site)
          : await planChange(
              session,
              loaded,
              request,
              { config, proposed: proposedNewState },
              site,
            );
      return { ...unplanned, ...planned };
    },
  );
}

type Planned = Pick<PlanResourceChangeResponse, "plannedState" | "plannedPrivate" | "diagnostics"> &
  Partial<Pick<PlanResourceChangeResponse, "requiresReplace">>;

async function planDestroy(
  session: Session,
  { handlers }: Loaded<Resource<Schema, unknown>>,
  request: PlanResourceChangeRequest,
  site: HandlerSite,
): Promise<Planned> {
  const { priorState: prior, log } = request;
  const priorPrivate = readPrivate(request.priorPrivate, log);
  const run = await runHandler(site, () =>
    prior === null
      ? {}
      : (handlers.planDestroy?.({ prior, priorPrivate, ...session.context(request) }) ?? {}),
  );
  return {
    plannedState: null,
    plannedPrivate: writePrivate(run.outcome?.private, request.priorPrivate),
    diagnostics: run.diagnostics,
  };
}

async function planChange(
  session: Session,
  loaded: Loaded<Resource<Schema, unknown>>,
  request: PlanResourceChangeRequest,
  { config, proposed }: { readonly config: TerraformObject; readonly proposed: TerraformObject },
  site: HandlerSite,
): Promise<Planned> {
  const prior = request.priorState;
  const byDefault = planByDefault(loaded.schema, { config, prior, proposed });
  const run = await refine(session, loaded, request, { config, planned: byDefault }, site);
  const refined = typedState(site, loaded.schema, run.outcome?.planned ?? byDefault, byDefault);
  const requiresReplace = distinct([
    ...replacedPaths(loaded.schema.attributes, prior, refined.state),
    ...(run.outcome?.requiresReplace ?? []),
  ]);
  const diagnostics = [...run.diagnostics, ...refined.diagnostics];
  const mistakes = hasError(diagnostics)
    ? []
    : mistakesOf(site, loaded, { config, prior }, refined.state, requiresReplace);
  return {
    plannedState: refined.state,
    requiresReplace: prior === null ? [] : requiresReplace,
    plannedPrivate: writePrivate(run.outcome?.private, request.priorPrivate),
    diagnostics: [...diagnostics, ...mistakes],
  };
}

async function refine(
  session: Session,
  { handlers }: Loaded<Resource<Schema, unknown>>,
  request: PlanResourceChangeRequest,
  { config, planned }: { readonly config: TerraformObject; readonly planned: TerraformObject },
  site: HandlerSite,
): Promise<HandlerRun<PlanOutcome<Schema>>> {
  return runHandler<PlanOutcome<Schema>>(
    site,
    () =>
      handlers.plan?.({
        config,
        prior: request.priorState,
        planned,
        priorPrivate: readPrivate(request.priorPrivate, request.log),
        ...session.context(request),
      }) ?? { planned },
  );
}

function mistakesOf(
  site: HandlerSite,
  { schema }: Loaded<Resource<Schema, unknown>>,
  context: { readonly config: TerraformObject; readonly prior: WholeValue },
  planned: WholeValue,
  requiresReplace: readonly AttributePath[],
): readonly Diagnostic[] {
  return violationMistakes(site, [
    ...planViolations(schema.description.block, context, planned),
    ...replaceViolations(requiresReplace, context.prior, planned),
  ]);
}

function distinct(paths: readonly AttributePath[]): readonly AttributePath[] {
  return paths.filter(
    (path, index) => paths.findIndex((other) => isSamePath(path, other)) === index,
  );
}
