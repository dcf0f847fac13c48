/** Marks constructs of one kind, also across two copies of this package. */
export interface Brand<T> {
  /** Marks a construct as one of this kind. */
  mark(construct: T & object): void;
  /** Whether a value was marked. */
  is(value: unknown): value is T;
}

/** A brand that is the same in every copy of this package. */
export function brand<T>(name: string): Brand<T> {
  const symbol = Symbol.for(`cdktf-sealos/${name}`);
  return {
    mark: (construct) => Object.defineProperty(construct, symbol, { value: true }),
    is: (value): value is T => typeof value === "object" && value !== null && symbol in value,
  };
}
