import type { Diagnostic } from "../diagnostics";
import type { Logger } from "../logger";
import type { SchemaDescription } from "../schema/schema-description";
import type { AttributePath } from "../values/attribute-path";
import type { TerraformObject, TerraformValue } from "../values/terraform-value";

/**
 * One configured (or not yet configured) provider, as Terraform core sees it: a method per RPC of the plugin protocol,
 * in values instead of bytes. One HTTP/2 session owns one server, because the configuration belongs to the session.
 *
 * No method rejects: every failure, of a handler too, arrives as diagnostics beside the newest known state.
 */
export interface ProviderServer {
  getProviderSchema(): SchemaDescription;
  validateProviderConfig(request: ValidateProviderConfigRequest): Promise<ValidateResponse>;
  configureProvider(request: ConfigureProviderRequest): Promise<DiagnosticsResponse>;

  validateResourceConfig(request: ValidateTypedConfigRequest): Promise<ValidateResponse>;
  upgradeResourceState(request: UpgradeResourceStateRequest): Promise<UpgradeResourceStateResponse>;
  upgradeResourceIdentity(
    request: UpgradeResourceIdentityRequest,
  ): Promise<UpgradeResourceIdentityResponse>;
  readResource(request: ReadResourceRequest): Promise<ReadResourceResponse>;
  planResourceChange(request: PlanResourceChangeRequest): Promise<PlanResourceChangeResponse>;
  applyResourceChange(request: ApplyResourceChangeRequest): Promise<ApplyResourceChangeResponse>;
  importResourceState(request: ImportResourceStateRequest): Promise<ImportResourceStateResponse>;
  moveResourceState(request: MoveResourceStateRequest): Promise<MoveResourceStateResponse>;

  validateDataResourceConfig(request: ValidateTypedConfigRequest): Promise<ValidateResponse>;
  readDataSource(request: ReadDataSourceRequest): Promise<ReadDataSourceResponse>;

  validateEphemeralResourceConfig(request: ValidateTypedConfigRequest): Promise<ValidateResponse>;
  openEphemeralResource(
    request: OpenEphemeralResourceRequest,
  ): Promise<OpenEphemeralResourceResponse>;
  renewEphemeralResource(request: EphemeralSessionRequest): Promise<RenewEphemeralResourceResponse>;
  closeEphemeralResource(request: EphemeralSessionRequest): Promise<DiagnosticsResponse>;

  callFunction(request: CallFunctionRequest): Promise<CallFunctionResponse>;

  /** Aborts the signal of every running and every later request of this server. Final; may be called again. */
  stop(): void;
}

/** What comes with every request. */
export interface RequestContext {
  /** Aborted when nobody waits for the reply any more. The server adds its own stop signal. */
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/** What core said it copes with. Absent in requests that carry none; then everything counts as not allowed. */
export interface ClientCapabilities {
  readonly deferralAllowed?: boolean;
  readonly writeOnlyAttributesAllowed?: boolean;
}

/** A reply that has nothing to say but diagnostics. */
export interface DiagnosticsResponse {
  readonly diagnostics: readonly Diagnostic[];
}

/** The reply of every validate RPC. */
export type ValidateResponse = DiagnosticsResponse;

/**
 * Private data: JSON text that core keeps beside the state, byte for byte; `""` means none. It lies unencrypted in
 * plan and state.
 */
export type PrivateText = string;

/** A whole resource, data source or provider configuration; null when there is none (create, destroy). */
export type WholeValue = TerraformObject | null;

export interface ValidateProviderConfigRequest extends RequestContext {
  readonly config: WholeValue;
}

export interface ConfigureProviderRequest extends RequestContext {
  readonly config: WholeValue;
  readonly terraformVersion: string;
  readonly clientCapabilities?: ClientCapabilities;
}

/** Validates the configuration of one resource, data source or ephemeral resource. */
export interface ValidateTypedConfigRequest extends RequestContext {
  readonly typeName: string;
  readonly config: WholeValue;
  readonly clientCapabilities?: ClientCapabilities;
}

export interface UpgradeResourceStateRequest extends RequestContext {
  readonly typeName: string;
  /** The schema version that wrote the state. */
  readonly version: number;
  /** The JSON text from the state file. */
  readonly rawState: string;
}

export interface UpgradeResourceStateResponse extends DiagnosticsResponse {
  /**
   * JSON text to hand back as it came (equal version: nothing is parsed, no digit is lost), or the upgraded value.
   * Null with errors.
   */
  readonly upgradedState: { readonly json: string } | { readonly value: WholeValue } | null;
}

export interface UpgradeResourceIdentityRequest extends RequestContext {
  readonly typeName: string;
  readonly version: number;
  /** The JSON text from the state file. */
  readonly rawIdentity: string;
}

export interface UpgradeResourceIdentityResponse extends DiagnosticsResponse {
  readonly upgradedIdentity: { readonly json: string } | { readonly value: WholeValue } | null;
}

export interface ReadResourceRequest extends RequestContext {
  readonly typeName: string;
  readonly currentState: WholeValue;
  readonly private: PrivateText;
  readonly currentIdentity: WholeValue;
  readonly clientCapabilities?: ClientCapabilities;
}

export interface ReadResourceResponse extends DiagnosticsResponse {
  /** Null when the object is gone. */
  readonly newState: WholeValue;
  readonly private: PrivateText;
  readonly newIdentity: WholeValue;
}

export interface PlanResourceChangeRequest extends RequestContext {
  readonly typeName: string;
  /** Null to create. */
  readonly priorState: WholeValue;
  /** Null to destroy. */
  readonly proposedNewState: WholeValue;
  readonly config: WholeValue;
  readonly priorPrivate: PrivateText;
  readonly priorIdentity: WholeValue;
  readonly clientCapabilities?: ClientCapabilities;
}

export interface PlanResourceChangeResponse extends DiagnosticsResponse {
  readonly plannedState: WholeValue;
  readonly requiresReplace: readonly AttributePath[];
  readonly plannedPrivate: PrivateText;
  readonly plannedIdentity: WholeValue;
}

export interface ApplyResourceChangeRequest extends RequestContext {
  readonly typeName: string;
  /** Null to create. */
  readonly priorState: WholeValue;
  /** Null to delete. */
  readonly plannedState: WholeValue;
  readonly config: WholeValue;
  readonly plannedPrivate: PrivateText;
  readonly plannedIdentity: WholeValue;
}

export interface ApplyResourceChangeResponse extends DiagnosticsResponse {
  /** The newest known state, with errors too; null when nothing exists (any more). Never holds an unknown. */
  readonly newState: WholeValue;
  readonly private: PrivateText;
  readonly newIdentity: WholeValue;
}

export interface ImportResourceStateRequest extends RequestContext {
  readonly typeName: string;
  /** `""` when an identity is given instead. */
  readonly id: string;
  readonly identity: WholeValue;
  readonly clientCapabilities?: ClientCapabilities;
}

export interface ImportResourceStateResponse extends DiagnosticsResponse {
  /** Empty with errors. */
  readonly importedResources: readonly ImportedResource[];
}

/** One imported object; Terraform reads it right after. */
export interface ImportedResource {
  readonly typeName: string;
  readonly state: WholeValue;
  readonly private: PrivateText;
  readonly identity: WholeValue;
}

export interface MoveResourceStateRequest extends RequestContext {
  readonly sourceProviderAddress: string;
  readonly sourceTypeName: string;
  readonly sourceSchemaVersion: number;
  /** The JSON text from the state file. */
  readonly sourceState: string;
  readonly sourcePrivate: PrivateText;
  /** The JSON text from the state file; `""` when the source has no identity. */
  readonly sourceIdentity: string;
  readonly targetTypeName: string;
}

export interface MoveResourceStateResponse extends DiagnosticsResponse {
  readonly targetState: WholeValue;
  readonly targetPrivate: PrivateText;
  readonly targetIdentity: WholeValue;
}

export interface ReadDataSourceRequest extends RequestContext {
  readonly typeName: string;
  readonly config: WholeValue;
  readonly clientCapabilities?: ClientCapabilities;
}

export interface ReadDataSourceResponse extends DiagnosticsResponse {
  readonly state: WholeValue;
}

export interface OpenEphemeralResourceRequest extends RequestContext {
  readonly typeName: string;
  readonly config: WholeValue;
  readonly clientCapabilities?: ClientCapabilities;
}

export interface OpenEphemeralResourceResponse extends DiagnosticsResponse {
  readonly result: WholeValue;
  /** Core asks for a renewal at about this time. */
  readonly renewAt?: Date;
  /** Carries the session to renew and close. */
  readonly private: PrivateText;
}

/** Renews or closes what an open returned. */
export interface EphemeralSessionRequest extends RequestContext {
  readonly typeName: string;
  readonly private: PrivateText;
}

export interface RenewEphemeralResourceResponse extends DiagnosticsResponse {
  readonly renewAt?: Date;
  readonly private: PrivateText;
}

export interface CallFunctionRequest extends RequestContext {
  readonly name: string;
  readonly arguments: readonly TerraformValue[];
}

/** Either a result or an error. */
export interface CallFunctionResponse {
  readonly result?: TerraformValue;
  readonly error?: FunctionError;
}

/** Why a function call failed. */
export interface FunctionError {
  readonly text: string;
  /** The index of the argument to blame. */
  readonly argument?: number;
}
