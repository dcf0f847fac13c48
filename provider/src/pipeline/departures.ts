import type { HostLocator } from "../domain/host-locator";

/** What this run takes away: nodes of clusters, and machines that nobody reaches. */
export interface Departures {
  /** Notes a departure; answers whether a node of that cluster is leaving too. */
  announce(cluster: string, node: string): (other: string) => boolean;
  /** Notes that a machine was taken out of its cluster without being reached. */
  abandon(host: HostLocator): void;
  /** Whether {@link abandon} was told of that machine. */
  isAbandoned(host: HostLocator): boolean;
}

/** An empty list; one for each configured provider. */
export function createDepartures(): Departures {
  const leaving = new Set<string>();
  const abandoned = new Set<string>();
  const keyOf = (cluster: string, node: string): string => JSON.stringify([cluster, node]);
  return {
    announce(cluster, node) {
      leaving.add(keyOf(cluster, node));
      return (other) => leaving.has(keyOf(cluster, other));
    },
    abandon: (host) => void abandoned.add(machineOf(host)),
    isAbandoned: (host) => abandoned.has(machineOf(host)),
  };
}

function machineOf({ machineId, address, port }: HostLocator): string {
  return machineId ?? `${address}:${port}`;
}
