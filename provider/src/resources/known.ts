import { isUnknown, type Unknown } from "../../sdk";

/** A planned value with everything unknown taken out of its type. */
export type Settled<T> = T extends Unknown
  ? never
  : T extends object
    ? { readonly [Key in keyof T]: Settled<T[Key]> }
    : T;

/** The value where all of it is known, else undefined. */
export function whenKnown<T>(value: T): Settled<T> | undefined {
  return holdsUnknown(value) ? undefined : (value as Settled<T>);
}

/** Turns a known value into another; what is not known stays undefined. */
export function mapKnown<T, U>(value: T, map: (value: Settled<T>) => U): U | undefined {
  return holdsUnknown(value) ? undefined : map(value as Settled<T>);
}

function holdsUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown);
}
