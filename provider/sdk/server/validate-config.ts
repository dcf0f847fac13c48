import { error, hasError, type Diagnostic } from "../diagnostics";
import type { HandlerContext, MaybePromise, Outcome, ValidateRequest } from "../resource";
import type { CompiledAttribute } from "../schema/compiled-schema";
import type { Schema } from "../schema/define-schema";
import { validateConfig } from "../schema/validate";
import type { AttributePath } from "../values/attribute-path";
import { isTerraformObject } from "../values/terraform-value";
import type {
  RequestContext,
  ValidateProviderConfigRequest,
  ValidateResponse,
  ValidateTypedConfigRequest,
  WholeValue,
} from "./provider-server";
import { respond } from "./respond";
import { runHandler } from "./run-handler";
import { secretsIn } from "./redact";
import type { Loaded, Session } from "./session";

/** ValidateProviderConfig: the checks of the schema, then those of the provider. */
export async function validateProviderConfig(
  session: Session,
  request: ValidateProviderConfigRequest,
): Promise<ValidateResponse> {
  return validate(session, request, "provider configuration", true, () => {
    const { typeName, handlers, schema } = session.providerBlock();
    const run = handlers.validate?.bind(handlers);
    return { typeName, schema, handlers: run === undefined ? {} : { validate: run } };
  });
}

/** ValidateResourceConfig: the checks of the schema, then those of the resource. */
export async function validateResourceConfig(
  session: Session,
  request: ValidateTypedConfigRequest,
): Promise<ValidateResponse> {
  const isAllowed = request.clientCapabilities?.writeOnlyAttributesAllowed === true;
  return validate(session, request, request.typeName, isAllowed, () =>
    session.resource(request.typeName),
  );
}

/** ValidateDataResourceConfig: the checks of the schema, then those of the data source. */
export async function validateDataResourceConfig(
  session: Session,
  request: ValidateTypedConfigRequest,
): Promise<ValidateResponse> {
  return validate(session, request, request.typeName, true, () =>
    session.dataSource(request.typeName),
  );
}

/** ValidateEphemeralResourceConfig: the checks of the schema, then those of the ephemeral resource. */
export async function validateEphemeralResourceConfig(
  session: Session,
  request: ValidateTypedConfigRequest,
): Promise<ValidateResponse> {
  return validate(session, request, request.typeName, true, () =>
    session.ephemeralResource(request.typeName),
  );
}

interface Validates {
  validate?(request: ValidateRequest<Schema, unknown>): MaybePromise<Outcome>;
}

async function validate(
  session: Session,
  request: RequestContext & { readonly config: WholeValue },
  typeName: string,
  isWriteOnlyAllowed: boolean,
  load: () => Loaded<Validates>,
): Promise<ValidateResponse> {
  const { config } = request;
  const site = { typeName, operation: "validation" };
  let secrets: readonly string[] = session.secrets;
  return respond<ValidateResponse>(
    site,
    {},
    () => secrets,
    async () => {
      const { handlers, schema } = load();
      if (config === null) return { diagnostics: [] };
      secrets = [...secrets, ...secretsIn(schema.attributes, config)];
      const bySchema = [
        ...validateConfig(schema.attributes, config),
        ...(isWriteOnlyAllowed ? [] : writeOnlyRefusals(schema.attributes, config, [])),
      ];
      if (hasError(bySchema) || handlers.validate === undefined) return { diagnostics: bySchema };
      const context: HandlerContext<unknown> = session.context(request);
      const run = await runHandler(site, () => handlers.validate?.({ config, ...context }) ?? {});
      return { diagnostics: [...bySchema, ...run.diagnostics] };
    },
  );
}

function writeOnlyRefusals(
  attributes: readonly CompiledAttribute[],
  config: WholeValue,
  path: AttributePath,
): readonly Diagnostic[] {
  return attributes.flatMap(({ name, mode, nested }): readonly Diagnostic[] => {
    const value = config?.[name] ?? null;
    const here = [...path, name];
    if (mode === "writeOnly" && value !== null) return [writeOnlyRefusal(name, here)];
    if (nested?.nesting !== "single" || !isTerraformObject(value)) return [];
    return writeOnlyRefusals(nested.attributes, value, here);
  });
}

function writeOnlyRefusal(name: string, path: AttributePath): Diagnostic {
  return error(
    "Write-Only Attribute Not Supported",
    `The attribute "${name}" is write-only, and this version of Terraform would store it in the state. ` +
      "Use Terraform or OpenTofu 1.11 or later, or leave it out.",
    path,
  );
}
