/** Which nodes of each cluster this run is taking away. */
export interface Departures {
  /** Notes a departure; answers whether a node of that cluster is leaving too. */
  announce(cluster: string, node: string): (other: string) => boolean;
}

/** An empty list; one for each configured provider. */
export function createDepartures(): Departures {
  const leaving = new Set<string>();
  const keyOf = (cluster: string, node: string): string => JSON.stringify([cluster, node]);
  return {
    announce(cluster, node) {
      leaving.add(keyOf(cluster, node));
      return (other) => leaving.has(keyOf(cluster, other));
    },
  };
}
