import type { ConfigureProviderRequest, DiagnosticsResponse } from "./provider-server";
import { secretsIn } from "./redact";
import { respond } from "./respond";
import { runHandler } from "./run-handler";
import type { Session } from "./session";

/** ConfigureProvider: keeps what the provider makes of its configuration for this session. */
export async function configureProvider(
  session: Session,
  request: ConfigureProviderRequest,
): Promise<DiagnosticsResponse> {
  const site = { typeName: "provider", operation: "configuration" };
  return respond<DiagnosticsResponse>(
    site,
    {},
    () => session.secrets,
    async () => {
      const { handlers, schema } = session.providerBlock();
      const config = request.config ?? {};
      const secrets = secretsIn(schema.attributes, config);
      session.configure(undefined, secrets);
      const { outcome, diagnostics } = await runHandler(site, () =>
        handlers.configure({
          config,
          terraformVersion: request.terraformVersion,
          signal: session.signal(request),
          log: request.log,
        }),
      );
      session.configure(outcome?.configured, secrets);
      return { diagnostics };
    },
  );
}
