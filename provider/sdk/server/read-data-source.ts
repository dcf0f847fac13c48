import { hasError } from "../diagnostics";
import type { DataSourceOutcome } from "../data-source";
import { storageViolations } from "../planning/apply-rules";
import { planViolations } from "../planning/plan-rules";
import type { Schema } from "../schema/define-schema";
import type { ReadDataSourceRequest, ReadDataSourceResponse } from "./provider-server";
import { secretsIn } from "./redact";
import { respond } from "./respond";
import { handlerMistake, runHandler } from "./run-handler";
import type { Session } from "./session";
import { storableState, typedState, violationMistakes } from "./typed-state";

/** ReadDataSource: what the data source found; configured attributes must come back as they are. */
export async function readDataSource(
  session: Session,
  request: ReadDataSourceRequest,
): Promise<ReadDataSourceResponse> {
  const { typeName } = request;
  const site = { typeName, operation: "read" };
  let secrets = session.secrets;
  return respond<ReadDataSourceResponse>(
    site,
    { state: null },
    () => secrets,
    async () => {
      const { handlers, schema } = session.dataSource(typeName);
      const config = request.config ?? {};
      secrets = [...secrets, ...secretsIn(schema.attributes, config)];
      const { outcome, diagnostics } = await runHandler<DataSourceOutcome<Schema>>(site, () =>
        handlers.read({ config, ...session.context(request) }),
      );
      if (outcome === undefined || hasError(diagnostics)) return { state: null, diagnostics };
      const typed = typedState(site, schema, outcome.state, null);
      const { block } = schema.description;
      const mistakes =
        typed.state === null
          ? [handlerMistake(site, "", "is null, but no error says why")]
          : violationMistakes(site, [
              ...planViolations(block, { config, prior: null }, typed.state),
              ...storageViolations(block, typed.state),
            ]);
      const found = [...diagnostics, ...typed.diagnostics, ...mistakes];
      const state = hasError(found) ? null : storableState(schema, typed.state);
      return { state, diagnostics: found };
    },
  );
}
