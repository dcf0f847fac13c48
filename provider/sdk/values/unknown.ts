const BRAND: unique symbol = Symbol.for("terraform-sdk.unknown") as never;

/** A value that Terraform does not know yet: not null, not absent, and different from every known value. */
export interface Unknown {
  readonly [BRAND]: true;
}

/** The unknown value. Compare with {@link isUnknown}: a second copy of this package has another object. */
export const UNKNOWN: Unknown = Object.freeze({ [BRAND]: true as const });

/** Tells whether a value as a whole is unknown; a known collection may still hold unknown elements. */
export function isUnknown(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && BRAND in value;
}

/** The value, or the fallback where the value is unknown. Null is known and stays. */
export function whenUnknown<Value, Fallback>(
  value: Value,
  fallback: Fallback,
): Exclude<Value, Unknown> | Fallback {
  return isUnknown(value) ? fallback : (value as Exclude<Value, Unknown>);
}
