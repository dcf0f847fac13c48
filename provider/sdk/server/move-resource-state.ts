import { error, hasError, type Diagnostic } from "../diagnostics";
import type { MoveOutcome } from "../resource";
import { parseJson } from "../values/parse-json";
import { readPrivate, writePrivate } from "./private-data";
import type { MoveResourceStateRequest, MoveResourceStateResponse } from "./provider-server";
import { identityOf } from "./resource-identity";
import { respond } from "./respond";
import { runHandler } from "./run-handler";
import type { Session } from "./session";
import { storableState } from "./typed-state";
import { typed } from "./upgrade-resource-state";

/** MoveResourceState: the state of another resource type, taken over without any I/O. */
export async function moveResourceState(
  session: Session,
  request: MoveResourceStateRequest,
): Promise<MoveResourceStateResponse> {
  const { targetTypeName: typeName } = request;
  const site = { typeName, operation: "move" };
  const nothing = { targetState: null, targetPrivate: "", targetIdentity: null };
  return respond<MoveResourceStateResponse>(
    site,
    nothing,
    () => session.secrets,
    async () => {
      const loaded = session.resource(typeName);
      const { handlers, schema } = loaded;
      const state = parseJson(request.sourceState);
      const run = await runHandler<Partial<MoveOutcome>>(
        site,
        () =>
          handlers.moveState?.({
            sourceProviderAddress: request.sourceProviderAddress,
            sourceTypeName: request.sourceTypeName,
            sourceSchemaVersion: request.sourceSchemaVersion,
            state,
            private: readPrivate(request.sourcePrivate, request.log),
          }) ?? { diagnostics: [notMovable(request)] },
      );
      if (run.outcome?.state === undefined || hasError(run.diagnostics)) {
        return { ...nothing, diagnostics: run.diagnostics };
      }
      const { value, diagnostics } = typed(site, schema.type, run.outcome.state);
      const found = [...run.diagnostics, ...diagnostics];
      if (hasError(found)) return { ...nothing, diagnostics: found };
      const targetState = storableState(schema, value);
      const identity = identityOf(loaded, targetState, null);
      return {
        targetState,
        targetPrivate: writePrivate(run.outcome.private, ""),
        targetIdentity: identity.identity,
        diagnostics: [...found, ...identity.diagnostics],
      };
    },
  );
}

function notMovable(request: MoveResourceStateRequest): Diagnostic {
  return error(
    "Move Not Supported",
    `A ${request.sourceTypeName} of provider ${request.sourceProviderAddress} cannot become a ` +
      `${request.targetTypeName}. Remove the moved block; use import and removed blocks instead.`,
  );
}
