import type { Attributes } from "./attribute";

/** The attributes of a resource, data source, ephemeral resource or provider, written once. */
export interface Schema<Members extends Attributes = Attributes> {
  /** Under which the state is stored; raise it together with a state upgrade. */
  readonly version: number;
  readonly description: string;
  readonly deprecated?: string;
  readonly attributes: Members;
}

/** What an author writes; the version is 0 by default. */
export interface SchemaDefinition<Members extends Attributes> {
  readonly version?: number;
  readonly description: string;
  readonly deprecated?: string;
  readonly attributes: Members;
}

/**
 * Declares a schema. It is checked when it is compiled, not here: a missing description or a zod type without a
 * Terraform equivalent is an error then.
 */
export function defineSchema<Members extends Attributes>(
  definition: SchemaDefinition<Members>,
): Schema<Members> {
  return { version: 0, ...definition };
}
