import { error, hasError, type Diagnostic } from "../diagnostics";
import { storageViolations } from "../planning/apply-rules";
import type { ImportOutcome } from "../resource";
import { writePrivate } from "./private-data";
import type { ImportResourceStateRequest, ImportResourceStateResponse } from "./provider-server";
import { respond } from "./respond";
import { handlerMistake, runHandler, type HandlerSite } from "./run-handler";
import type { Session } from "./session";
import { storableState, typedState, violationMistakes } from "./typed-state";

/** ImportResourceState: one object by its import ID or identity; ReadResource completes it. */
export async function importResourceState(
  session: Session,
  request: ImportResourceStateRequest,
): Promise<ImportResourceStateResponse> {
  const { typeName, id, identity } = request;
  const site: HandlerSite = { typeName, operation: "import" };
  return respond<ImportResourceStateResponse>(
    site,
    { importedResources: [] },
    () => session.secrets,
    async () => {
      const { handlers, schema } = session.resource(typeName);
      const importHandler = handlers.import?.bind(handlers);
      if (importHandler === undefined) return refused(notImportable(typeName));
      const { outcome, diagnostics } = await runHandler<ImportOutcome>(site, () =>
        importHandler({ id, identity, ...session.context(request) }),
      );
      if (outcome === undefined || hasError(diagnostics)) return refused(...diagnostics);
      const typed = typedState(site, schema, outcome.state ?? null, null);
      const found = [
        ...diagnostics,
        ...typed.diagnostics,
        ...violationMistakes(site, storageViolations(schema.description.block, typed.state)),
        ...(outcome.state === undefined ? [handlerMistake(site, "", "has no state")] : []),
      ];
      if (hasError(found)) return refused(...found);
      const imported = {
        typeName,
        state: storableState(schema, typed.state),
        private: writePrivate(outcome.private, ""),
        identity,
      };
      return { importedResources: [imported], diagnostics: found };
    },
  );
}

function refused(...diagnostics: readonly Diagnostic[]): ImportResourceStateResponse {
  return { importedResources: [], diagnostics };
}

function notImportable(typeName: string): Diagnostic {
  return error(
    "Import Not Supported",
    `Objects of ${typeName} cannot be imported. Declare the resource and let Terraform create it.`,
  );
}
