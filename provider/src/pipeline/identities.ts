/** Remembers which host of this run has which identity. */
export interface Identities {
  /** Claims a value for a host; answers the other host that claimed it before, if there is one. */
  claim(kind: "machine-id" | "hostname", value: string, host: string): string | undefined;
}

/** An empty memory; one for each configured provider. */
export function createIdentities(): Identities {
  const owners = new Map<string, string>();
  return {
    claim(kind, value, host) {
      const key = `${kind}:${value}`;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, host);
      return owner === undefined || owner === host ? undefined : owner;
    },
  };
}
