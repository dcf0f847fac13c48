import { hasError } from "../diagnostics";
import { storageViolations } from "../planning/apply-rules";
import type { StateOutcome } from "../resource";
import type { Schema } from "../schema/define-schema";
import { NewestState } from "./newest-state";
import { readPrivate, writePrivate } from "./private-data";
import type { ReadResourceRequest, ReadResourceResponse } from "./provider-server";
import { secretsIn } from "./redact";
import { identityOf } from "./resource-identity";
import { respond } from "./respond";
import { runHandler } from "./run-handler";
import type { Session } from "./session";
import { storableState, typedState, violationMistakes } from "./typed-state";

/** ReadResource: the state as it is now, null if the object is gone, and as it was if reading failed. */
export async function readResource(
  session: Session,
  request: ReadResourceRequest,
): Promise<ReadResourceResponse> {
  const { typeName, currentState: state, currentIdentity } = request;
  const site = { typeName, operation: "read" };
  const unread = { newState: state, private: request.private, newIdentity: currentIdentity };
  let secrets = session.secrets;
  return respond<ReadResourceResponse>(
    site,
    unread,
    () => secrets,
    async () => {
      const loaded = session.resource(typeName);
      const { handlers, schema } = loaded;
      if (state === null) return { ...unread, diagnostics: [] };
      secrets = [...secrets, ...secretsIn(schema.attributes, state)];
      const newest = new NewestState(site, schema, { state, private: request.private });
      const { outcome, diagnostics } = await runHandler<StateOutcome<Schema>>(site, () =>
        handlers.read({
          state,
          private: readPrivate(request.private, request.log),
          save: newest.save,
          ...session.context(request),
        }),
      );
      if (outcome === undefined) {
        return { ...unread, newState: newest.state, private: newest.private, diagnostics };
      }
      const typed = typedState(site, schema, outcome.state, newest.state);
      const found = [...diagnostics, ...typed.diagnostics];
      const violations = hasError(found)
        ? []
        : storageViolations(schema.description.block, typed.state);
      const newState = storableState(schema, typed.state);
      secrets = [...secrets, ...secretsIn(schema.attributes, newState)];
      const identity = identityOf(loaded, newState, currentIdentity);
      return {
        newState,
        private: writePrivate(outcome.private, newest.private),
        newIdentity: identity.identity,
        diagnostics: [...found, ...violationMistakes(site, violations), ...identity.diagnostics],
      };
    },
  );
}
