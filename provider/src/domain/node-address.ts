import type { HostFacts } from "./host-facts";

/** The address under which other nodes reach a host: the one we use, where the host has it itself, else its own choice. */
export function nodeAddress(reachedAt: string, facts: HostFacts): string {
  return facts.addresses.includes(reachedAt) ? reachedAt : (facts.addresses[0] ?? reachedAt);
}
