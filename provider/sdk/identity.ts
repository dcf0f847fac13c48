import type { Leaf } from "./schema/attribute";
import type { Schema } from "./schema/define-schema";
import type { State } from "./schema/values-of";
import type { JsonValue } from "./values/json-value";

/** How one object is known outside of Terraform; Terraform 1.12 and later can import by it. */
export interface IdentityDefinition<S extends Schema> {
  readonly version?: number;
  readonly attributes: Readonly<Record<string, IdentityAttributeDefinition>>;
  /** The identity of an object, or null as long as it has none. It must never change. */
  of(state: State<S>): Readonly<Record<string, unknown>> | null;
  /** By the older version: turns its identity into that of the next version. */
  readonly upgrade?: Readonly<Record<number, (raw: JsonValue) => JsonValue>>;
}

/** One attribute of an identity: a primitive or a list of primitives. */
export interface IdentityAttributeDefinition {
  readonly shape: Leaf;
  readonly description: string;
  readonly import: "required" | "optional";
}
