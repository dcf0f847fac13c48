import type { DataSource } from "../data-source";
import { DiagnosticsError } from "../diagnostics-error";
import { error } from "../diagnostics";
import type { EphemeralResource } from "../ephemeral-resource";
import type { Provider } from "../provider";
import type { ProviderFunction } from "../provider-function";
import type { HandlerContext, Resource } from "../resource";
import { compileSchema } from "../schema/compile";
import type { CompiledSchema } from "../schema/compiled-schema";
import type { Schema } from "../schema/define-schema";
import type { RequestContext } from "./provider-server";

/** A provider whose schema and configuration the compiler does not know. */
export type AnyProvider = Provider<Schema, unknown>;

/** Something with a schema, loaded and compiled. */
export interface Loaded<Handlers> {
  readonly typeName: string;
  readonly handlers: Handlers;
  readonly schema: CompiledSchema;
}

/** What one configured (or not yet configured) server remembers between requests. */
export class Session {
  readonly #stop = new AbortController();
  readonly #loaded = new Map<string, Loaded<unknown>>();
  #configured: unknown;
  #secrets: readonly string[] = [];

  constructor(readonly provider: AnyProvider) {}

  /** The provider itself, by its own schema. */
  providerBlock(): Loaded<AnyProvider> {
    return this.#load("provider", "provider configuration", { provider: () => this.provider });
  }

  /** Throws a {@link DiagnosticsError} for a type that the provider does not have; so do the next two. */
  resource(typeName: string): Loaded<Resource<Schema, unknown>> {
    return this.#load("resource", typeName, this.provider.resources);
  }

  dataSource(typeName: string): Loaded<DataSource<Schema, unknown>> {
    return this.#load("data source", typeName, this.provider.dataSources);
  }

  ephemeralResource(typeName: string): Loaded<EphemeralResource<Schema, unknown>> {
    return this.#load("ephemeral resource", typeName, this.provider.ephemeralResources);
  }

  /** Undefined for a function that the provider does not have. */
  function(name: string): ProviderFunction | undefined {
    const functions = this.provider.functions ?? {};
    return Object.hasOwn(functions, name) ? functions[name]?.() : undefined;
  }

  /** Keeps the outcome of `configure`, and the texts that must never show up in a diagnostic. */
  configure(configured: unknown, secrets: readonly string[]): void {
    this.#configured = configured;
    this.#secrets = secrets;
  }

  /** The sensitive texts of the provider configuration. */
  get secrets(): readonly string[] {
    return this.#secrets;
  }

  /** What handlers get with every request. */
  context(request: RequestContext): HandlerContext<unknown> {
    return { configured: this.#configured, signal: this.signal(request), log: request.log };
  }

  /** Aborts with the request or with the whole session. */
  signal(request: RequestContext): AbortSignal {
    return AbortSignal.any([request.signal, this.#stop.signal]);
  }

  /** Aborts everything that runs and everything that comes. */
  stop(): void {
    this.#stop.abort();
  }

  #load<Handlers extends { readonly schema: Schema }>(
    kind: string,
    typeName: string,
    table: Readonly<Record<string, () => Handlers>> = {},
  ): Loaded<Handlers> {
    const name = kind === "provider" ? kind : typeName;
    const key = `${kind} ${name}`;
    const known = this.#loaded.get(key);
    if (known !== undefined) return known as Loaded<Handlers>;
    const load = Object.hasOwn(table, name) ? table[name] : undefined;
    if (load === undefined) throw unknownType(kind, typeName);
    const handlers = load();
    const loaded = { typeName, handlers, schema: compileSchema(handlers.schema, typeName) };
    this.#loaded.set(key, loaded);
    return loaded;
  }
}

function unknownType(kind: string, typeName: string): DiagnosticsError {
  return new DiagnosticsError([
    error(
      "Unknown Type",
      `This version of the provider has no ${kind} "${typeName}". ` +
        "Use a version that has it, or remove it from configuration and state.",
    ),
  ]);
}
