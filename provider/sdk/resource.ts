import type { Diagnostic } from "./diagnostics";
import type { Logger } from "./logger";
import type { IdentityDefinition } from "./identity";
import type { Schema } from "./schema/define-schema";
import type { Config, FinalPlan, KnownConfig, Planned, State } from "./schema/values-of";
import type { AttributePath } from "./values/attribute-path";
import type { JsonValue } from "./values/json-value";

/**
 * A managed resource: a schema and what happens to one object of it.
 *
 * Handlers return the newest state they know, with errors too: what they leave out, Terraform forgets. A handler that
 * throws, or returns what Terraform would reject, becomes an error diagnostic; the state last passed to `save` (else
 * the prior state) is kept.
 */
export interface Resource<S extends Schema, Configured> {
  readonly schema: S;
  /** Rules over several attributes; those of one attribute belong into its zod type. Called without a host or network. */
  validate?(request: ValidateRequest<S, Configured>): MaybePromise<Outcome>;
  /**
   * Refines the default plan. It may (1) set computed attributes whose configuration is null, known or unknown, (2)
   * set any attribute back to its prior value, (3) ask for replacement. It must give equal answers to equal questions:
   * Terraform plans again during apply.
   */
  plan?(request: PlanRequest<S, Configured>): MaybePromise<PlanOutcome<S>>;
  /** Refuses or annotates a planned deletion. */
  planDestroy?(request: PlanDestroyRequest<S, Configured>): MaybePromise<PlanDestroyOutcome>;
  /** Makes the object. State null with errors means that nothing was made. */
  create(request: CreateRequest<S, Configured>): MaybePromise<StateOutcome<S>>;
  /** Changes the object in place. */
  update(request: UpdateRequest<S, Configured>): MaybePromise<StateOutcome<S>>;
  /** Looks at the object. State null means that it is gone. Failing to look is no reason to say so. */
  read(request: ReadRequest<S, Configured>): MaybePromise<StateOutcome<S>>;
  /** Removes the object. With errors it stays, in the returned state. */
  delete(request: DeleteRequest<S, Configured>): MaybePromise<DeleteOutcome<S>>;
  /** Finds an existing object by the text or the identity that the practitioner gave; `read` completes it. */
  import?(request: ImportRequest<Configured>): MaybePromise<ImportOutcome<S>>;
  /** By the older version: turns its state into that of the next version. No I/O. */
  readonly upgradeState?: Readonly<Record<number, (raw: JsonValue) => JsonValue>>;
  /** Adopts the state of another resource type (`moved` blocks). No I/O. Undefined refuses the source. */
  moveState?(request: MoveRequest): MoveOutcome | undefined;
  readonly identity?: IdentityDefinition<S>;
}

/** A value or the promise of one. */
export type MaybePromise<T> = T | Promise<T>;

/** What handlers that may wait for something get. */
export interface HandlerContext<Configured> {
  /** What the provider's `configure` returned; undefined while the provider is not configured. */
  readonly configured: Configured | undefined;
  /** Aborted when Terraform was interrupted: bring the current step to an end and return the state so far. */
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/** What create, update, read and delete get for keeping what they reach. */
export interface SaveState<S extends Schema> {
  /** Records the newest state (and private data): this is kept if the handler throws later on. */
  readonly save: (state: State<S> | null, privateData?: JsonValue) => void;
}

/** Something to tell. */
export interface Outcome {
  readonly diagnostics?: readonly Diagnostic[];
}

export interface ValidateRequest<S extends Schema, Configured> extends HandlerContext<Configured> {
  readonly config: Config<S>;
}

export interface PlanRequest<S extends Schema, Configured> extends HandlerContext<Configured> {
  readonly config: Config<S>;
  /** Null to create, also for the second half of a replacement. */
  readonly prior: State<S> | null;
  /** The default plan. */
  readonly planned: Planned<S>;
  readonly priorPrivate: JsonValue;
}

export interface PlanOutcome<S extends Schema> extends Outcome {
  readonly planned: Planned<S>;
  /** In addition to the attributes that are declared so. */
  readonly requiresReplace?: readonly AttributePath[];
  /** Goes to apply; without it the prior private data does. */
  readonly private?: JsonValue;
}

export interface PlanDestroyRequest<
  S extends Schema,
  Configured,
> extends HandlerContext<Configured> {
  readonly prior: State<S>;
  readonly priorPrivate: JsonValue;
}

export interface PlanDestroyOutcome extends Outcome {
  readonly private?: JsonValue;
}

export interface CreateRequest<S extends Schema, Configured>
  extends HandlerContext<Configured>, SaveState<S> {
  /** The only place of write-only values. */
  readonly config: KnownConfig<S>;
  readonly planned: FinalPlan<S>;
  readonly plannedPrivate: JsonValue;
}

export interface UpdateRequest<S extends Schema, Configured> extends CreateRequest<S, Configured> {
  readonly prior: State<S>;
}

/** The newest state; private data that is left out stays as it was. */
export interface StateOutcome<S extends Schema> extends Outcome {
  readonly state: State<S> | null;
  readonly private?: JsonValue;
}

export interface ReadRequest<S extends Schema, Configured>
  extends HandlerContext<Configured>, SaveState<S> {
  /** After an import it may hold nothing but what `import` returned. */
  readonly state: State<S>;
  readonly private: JsonValue;
}

export interface DeleteRequest<S extends Schema, Configured>
  extends HandlerContext<Configured>, SaveState<S> {
  readonly prior: State<S>;
  /** That of the destroy plan; in the delete half of a replacement, that of the plan to create. */
  readonly plannedPrivate: JsonValue;
}

export interface DeleteOutcome<S extends Schema> extends Outcome {
  /** What is left, if an error is reported; the prior state without it. */
  readonly state?: State<S> | null;
  readonly private?: JsonValue;
}

export interface ImportRequest<Configured> extends HandlerContext<Configured> {
  /** The import ID, or `""` when an identity is given. */
  readonly id: string;
  readonly identity: Readonly<Record<string, unknown>> | null;
}

export interface ImportOutcome<S extends Schema = Schema> extends Outcome {
  /** The attributes that `read` needs; the others are null until then. Left out with errors. */
  readonly state?: Partial<State<S>>;
  readonly private?: JsonValue;
}

/** The object to move here, as its old provider stored it. */
export interface MoveRequest {
  readonly sourceProviderAddress: string;
  readonly sourceTypeName: string;
  readonly sourceSchemaVersion: number;
  readonly state: JsonValue;
  /** Null also if the source's private data is not JSON. */
  readonly private: JsonValue;
}

export interface MoveOutcome extends Outcome {
  readonly state: JsonValue;
  readonly private?: JsonValue;
}

/**
 * Declares a resource; gives the type arguments a place to stand:
 * `defineResource<typeof schema, Services>({ schema, create, … })`.
 */
export function defineResource<S extends Schema, Configured>(
  resource: Resource<S, Configured>,
): Resource<S, Configured> {
  return resource;
}
