export {
  block,
  computed,
  nested,
  nestedList,
  nestedMap,
  nestedSet,
  optional,
  optionalComputed,
  required,
  setOf,
  writeOnly,
} from "./schema/attributes";
export type { Attribute, AttributeOptions, Attributes, Leaf, Shape } from "./schema/attribute";
export { exactNumber } from "./schema/exact-number";
export { defineSchema, type Schema } from "./schema/define-schema";
export type { Config, FinalPlan, KnownConfig, Planned, State } from "./schema/values-of";
export { SchemaError } from "./schema/schema-error";
export { toProviderSchemaJson, type ProviderSchemasJson } from "./schema/provider-schema-json";
export type { SchemaDescription } from "./schema/schema-description";

export {
  defineResource,
  type CreateRequest,
  type DeleteOutcome,
  type DeleteRequest,
  type HandlerContext,
  type ImportOutcome,
  type ImportRequest,
  type MoveOutcome,
  type MoveRequest,
  type Outcome,
  type PlanDestroyOutcome,
  type PlanDestroyRequest,
  type PlanOutcome,
  type PlanRequest,
  type ReadRequest,
  type Resource,
  type StateOutcome,
  type UpdateRequest,
  type ValidateRequest,
} from "./resource";
export type { IdentityDefinition } from "./identity";
export {
  defineDataSource,
  type DataSource,
  type DataSourceOutcome,
  type DataSourceReadRequest,
} from "./data-source";
export {
  defineEphemeralResource,
  type EphemeralResource,
  type OpenOutcome,
  type OpenRequest,
  type RenewOutcome,
  type SessionRequest,
} from "./ephemeral-resource";
export { defineFunction, parameter, type ProviderFunction } from "./provider-function";
export {
  defineProvider,
  type ConfigureOutcome,
  type ConfigureRequest,
  type Provider,
} from "./provider";

export { error, hasError, warning, type Diagnostic } from "./diagnostics";
export { DiagnosticsError, isDiagnosticsError, requireConfigured } from "./diagnostics-error";
export { createHclogLogger, logLevelOf, type HclogOptions, type LogLevel } from "./hclog-logger";
export { SILENT_LOGGER, type LogFields, type Logger } from "./logger";

export { formatPath, type AttributePath } from "./values/attribute-path";
export { decimal, dynamicValue, type Decimal, type DynamicValue } from "./values/terraform-value";
export type { TerraformNumber } from "./values/number-text";
export type { JsonObject, JsonValue } from "./values/json-value";
export { isUnknown, UNKNOWN, whenUnknown, type Unknown } from "./values/unknown";

export { createProviderServer } from "./server/create-provider-server";
export { describeProvider } from "./server/describe-provider";
export type { ProviderServer } from "./server/provider-server";
