import type { Decimal } from "./terraform-value";

/** JSON whose numbers keep all their digits: beyond a double they are `bigint` or {@link Decimal}. */
export type JsonValue =
  null | boolean | number | bigint | Decimal | string | readonly JsonValue[] | JsonObject;

/** A JSON object. Look members up with `Object.hasOwn` where names come from outside. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Tells whether a JSON value is an object: neither null, nor an array, nor a number kept as text. */
export function isJsonObject(value: JsonValue): value is JsonObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getOwnPropertySymbols(value).length === 0
  );
}
