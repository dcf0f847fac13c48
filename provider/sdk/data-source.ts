import type { HandlerContext, MaybePromise, Outcome, ValidateRequest } from "./resource";
import type { Schema } from "./schema/define-schema";
import type { KnownConfig, State } from "./schema/values-of";

/** A data source: looks something up, changes nothing. */
export interface DataSource<S extends Schema, Configured> {
  readonly schema: S;
  validate?(request: ValidateRequest<S, Configured>): MaybePromise<Outcome>;
  /** Called as soon as the whole configuration is known. Configured attributes must be returned as they are. */
  read(request: DataSourceReadRequest<S, Configured>): MaybePromise<DataSourceOutcome<S>>;
}

export interface DataSourceReadRequest<
  S extends Schema,
  Configured,
> extends HandlerContext<Configured> {
  readonly config: KnownConfig<S>;
}

export interface DataSourceOutcome<S extends Schema> extends Outcome {
  /** Null only with errors. */
  readonly state: State<S> | null;
}

/** Declares a data source. */
export function defineDataSource<S extends Schema, Configured>(
  dataSource: DataSource<S, Configured>,
): DataSource<S, Configured> {
  return dataSource;
}
