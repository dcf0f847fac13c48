import type { HostLocator } from "../domain/host-locator";

/** Machines that could not be prepared in this run: what they were to serve does not come, so nobody needs to wait for it. */
export interface FailedHosts {
  /** Notes why a machine is not prepared. */
  add(host: HostLocator, reason: string): void;
  /** Why the machine at an address is not prepared; undefined while it may still be. */
  reasonOf(address: string): string | undefined;
}

/** An empty list; one for each configured provider. */
export function createFailedHosts(): FailedHosts {
  const reasons = new Map<string, string>();
  return {
    add: ({ address }, reason) => void reasons.set(address, reason),
    reasonOf: (address) => reasons.get(address),
  };
}
