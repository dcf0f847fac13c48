import { hasError, type Diagnostic } from "../diagnostics";
import type { OpenOutcome, RenewOutcome } from "../ephemeral-resource";
import { storageViolations } from "../planning/apply-rules";
import { planViolations } from "../planning/plan-rules";
import type { Outcome } from "../resource";
import type { Schema } from "../schema/define-schema";
import { readPrivate, writePrivate } from "./private-data";
import type {
  DiagnosticsResponse,
  EphemeralSessionRequest,
  OpenEphemeralResourceRequest,
  OpenEphemeralResourceResponse,
  RenewEphemeralResourceResponse,
} from "./provider-server";
import { secretsIn } from "./redact";
import { respond } from "./respond";
import { handlerMistake, runHandler } from "./run-handler";
import type { Session } from "./session";
import { storableState, typedState, violationMistakes } from "./typed-state";

/** OpenEphemeralResource: a value for the time that Terraform runs. */
export async function openEphemeralResource(
  session: Session,
  request: OpenEphemeralResourceRequest,
): Promise<OpenEphemeralResourceResponse> {
  const { typeName } = request;
  const site = { typeName, operation: "open" };
  const nothing = { result: null, private: "" };
  let secrets = session.secrets;
  return respond<OpenEphemeralResourceResponse>(
    site,
    nothing,
    () => secrets,
    async () => {
      const { handlers, schema } = session.ephemeralResource(typeName);
      const config = request.config ?? {};
      secrets = [...secrets, ...secretsIn(schema.attributes, config)];
      const { outcome, diagnostics } = await runHandler<OpenOutcome<Schema>>(site, () =>
        handlers.open({ config, ...session.context(request) }),
      );
      if (outcome === undefined || hasError(diagnostics)) return { ...nothing, diagnostics };
      const typed = typedState(site, schema, outcome.result, null);
      const { block } = schema.description;
      const mistakes: readonly Diagnostic[] =
        typed.state === null
          ? [handlerMistake(site, "", "is null, but no error says why")]
          : violationMistakes(site, [
              ...planViolations(block, { config, prior: null }, typed.state),
              ...storageViolations(block, typed.state),
            ]);
      const found = [...diagnostics, ...typed.diagnostics, ...mistakes];
      return {
        result: hasError(found) ? null : storableState(schema, typed.state),
        private: writePrivate(outcome.private, ""),
        ...(outcome.renewAt === undefined ? {} : { renewAt: outcome.renewAt }),
        diagnostics: found,
      };
    },
  );
}

/** RenewEphemeralResource: prolongs an opened value. */
export async function renewEphemeralResource(
  session: Session,
  request: EphemeralSessionRequest,
): Promise<RenewEphemeralResourceResponse> {
  const site = { typeName: request.typeName, operation: "renewal" };
  const asBefore = { private: request.private };
  return respond<RenewEphemeralResourceResponse>(
    site,
    asBefore,
    () => session.secrets,
    async () => {
      const { handlers } = session.ephemeralResource(request.typeName);
      const { outcome, diagnostics } = await runHandler<RenewOutcome>(
        site,
        () => handlers.renew?.(sessionRequest(session, request)) ?? {},
      );
      return {
        private: writePrivate(outcome?.private, request.private),
        ...(outcome?.renewAt === undefined ? {} : { renewAt: outcome.renewAt }),
        diagnostics,
      };
    },
  );
}

/** CloseEphemeralResource: gives back what opening took. */
export async function closeEphemeralResource(
  session: Session,
  request: EphemeralSessionRequest,
): Promise<DiagnosticsResponse> {
  const site = { typeName: request.typeName, operation: "closing" };
  return respond<DiagnosticsResponse>(
    site,
    {},
    () => session.secrets,
    async () => {
      const { handlers } = session.ephemeralResource(request.typeName);
      const { diagnostics } = await runHandler<Outcome>(
        site,
        () => handlers.close?.(sessionRequest(session, request)) ?? {},
      );
      return { diagnostics };
    },
  );
}

function sessionRequest(
  session: Session,
  request: EphemeralSessionRequest,
): Parameters<NonNullable<ReturnType<Session["ephemeralResource"]>["handlers"]["renew"]>>[0] {
  return { private: readPrivate(request.private, request.log), ...session.context(request) };
}
