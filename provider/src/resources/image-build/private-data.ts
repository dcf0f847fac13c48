import type { JsonValue } from "../../../sdk";

/** Private data of a build: the digest of what was built, which a refresh does not overwrite. */
export function builtPrivate(digest: string): JsonValue {
  return { built: digest };
}

/** The digest that private data holds. */
export function builtDigest(privateData: JsonValue): string | undefined {
  return (privateData as { readonly built?: string } | null)?.built;
}
