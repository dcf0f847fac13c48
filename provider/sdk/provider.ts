import type { DataSource } from "./data-source";
import type { EphemeralResource } from "./ephemeral-resource";
import type { Logger } from "./logger";
import type { ProviderFunction } from "./provider-function";
import type { MaybePromise, Outcome, Resource } from "./resource";
import type { Schema } from "./schema/define-schema";
import type { Config } from "./schema/values-of";

/** A provider: its own configuration and a table of what it offers, each entry loaded when it is first needed. */
export interface Provider<S extends Schema, Configured> {
  readonly schema: S;
  /** Rules over several attributes of the provider block. */
  validate?(request: ProviderRequest<S>): MaybePromise<Outcome>;
  /**
   * Turns the configuration into what the handlers need. Runs in plan and apply, never in validate; in plan, values
   * may be unknown: return no `configured` then, and handlers plan without it.
   */
  configure(request: ConfigureRequest<S>): MaybePromise<ConfigureOutcome<Configured>>;
  readonly resources?: Readonly<Record<string, () => Resource<Schema, Configured>>>;
  readonly dataSources?: Readonly<Record<string, () => DataSource<Schema, Configured>>>;
  readonly ephemeralResources?: Readonly<
    Record<string, () => EphemeralResource<Schema, Configured>>
  >;
  readonly functions?: Readonly<Record<string, () => ProviderFunction>>;
}

export interface ProviderRequest<S extends Schema> {
  readonly config: Config<S>;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

export interface ConfigureRequest<S extends Schema> extends ProviderRequest<S> {
  /** Of Terraform or OpenTofu. */
  readonly terraformVersion: string;
}

export interface ConfigureOutcome<Configured> extends Outcome {
  readonly configured?: Configured;
}

/** Declares a provider: `defineProvider<typeof schema, Services>({ schema, configure, resources })`. */
export function defineProvider<S extends Schema, Configured>(
  provider: Provider<S, Configured>,
): Provider<S, Configured> {
  return provider;
}
