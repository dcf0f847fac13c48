import { CONSTRUCTS_VERSION, isOfOurLine } from "./version";

/** Marks constructs of one kind, also across two copies of this package. */
export interface Brand<T> {
  /** Marks a construct as one of this kind. */
  mark(construct: T & object): void;
  /**
   * Whether a value was marked.
   *
   * @throws Error when a copy of this package marked it that does not fit this one.
   */
  is(value: unknown): value is T;
}

/** A brand that is the same in every copy of this package; its value is the version of the copy that marked. */
export function brand<T>(name: string): Brand<T> {
  const symbol = Symbol.for(`cdktf-sealos/${name}`);
  return {
    mark: (construct) => Object.defineProperty(construct, symbol, { value: CONSTRUCTS_VERSION }),
    is(value): value is T {
      if (typeof value !== "object" || value === null || !(symbol in value)) return false;
      const version = String((value as Record<symbol, unknown>)[symbol]);
      if (isOfOurLine(version)) return true;
      throw new Error(
        `This app has constructs of cdktf-sealos ${version} and of ${CONSTRUCTS_VERSION}: they do not fit together. ` +
          "Install one of them only (npm ls cdktf-sealos shows who asks for which).",
      );
    },
  };
}
