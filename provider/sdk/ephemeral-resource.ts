import type { HandlerContext, MaybePromise, Outcome, ValidateRequest } from "./resource";
import type { Schema } from "./schema/define-schema";
import type { KnownConfig, State } from "./schema/values-of";
import type { JsonValue } from "./values/json-value";

/** A value that exists while Terraform runs and is stored nowhere. Opened in plan and again in apply. */
export interface EphemeralResource<S extends Schema, Configured> {
  readonly schema: S;
  validate?(request: ValidateRequest<S, Configured>): MaybePromise<Outcome>;
  open(request: OpenRequest<S, Configured>): MaybePromise<OpenOutcome<S>>;
  /** Prolongs what `open` returned; needed if that sets `renewAt`. */
  renew?(request: SessionRequest<Configured>): MaybePromise<RenewOutcome>;
  /** Gives back what `open` took. */
  close?(request: SessionRequest<Configured>): MaybePromise<Outcome>;
}

export interface OpenRequest<S extends Schema, Configured> extends HandlerContext<Configured> {
  readonly config: KnownConfig<S>;
}

export interface OpenOutcome<S extends Schema> extends Outcome {
  /** Null only with errors. */
  readonly result: State<S> | null;
  /** When Terraform shall call `renew`, if it still runs. */
  readonly renewAt?: Date;
  /** What renew and close need. */
  readonly private?: JsonValue;
}

export interface SessionRequest<Configured> extends HandlerContext<Configured> {
  readonly private: JsonValue;
}

export interface RenewOutcome extends Outcome {
  readonly renewAt?: Date;
  /** Left out: as before. */
  readonly private?: JsonValue;
}

/** Declares an ephemeral resource. */
export function defineEphemeralResource<S extends Schema, Configured>(
  resource: EphemeralResource<S, Configured>,
): EphemeralResource<S, Configured> {
  return resource;
}
