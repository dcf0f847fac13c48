import type { ClusterSpec, EndpointSpec } from "../domain/cluster-spec";
import { distributionOf } from "../domain/distribution";
import type { Issue } from "../domain/issue";
import { digestOf } from "../lib/hash";
import type { Known } from "./known";

/** Refuses another endpoint under nodes that joined by the old one: their hosts files and certificates would not follow. */
export function checkEndpointChange(
  name: string,
  prior: EndpointSpec,
  modeInUse: string | null,
  planned: EndpointSpec | undefined,
): readonly Issue[] {
  // Naming the mode that was chosen anyway changes nothing.
  const effective = (endpoint: EndpointSpec): unknown => ({
    ...endpoint,
    mode: endpoint.mode ?? modeInUse,
  });
  if (planned === undefined || digestOf(effective(prior)) === digestOf(effective(planned))) {
    return [];
  }
  return [
    {
      severity: "error",
      summary: `Endpoint Of ${name} Cannot Change In Place`,
      detail: `${name}: endpoint is how all nodes find the API, and nodes that joined do not follow a change yet. Keep it as it was, or make a new cluster.`,
      attribute: ["endpoint"],
    },
  ];
}

/** Refuses the replacement of a cluster that works while it is protected; names what forces it. */
export function checkReplacement(
  name: string,
  isProtected: boolean,
  forcing: readonly string[],
): readonly Issue[] {
  const [attribute] = forcing;
  if (!isProtected || attribute === undefined) return [];
  return [
    {
      severity: "error",
      summary: `Cluster ${name} Is Protected Against Replacement`,
      detail: `${forcing.join(", ")} cannot change in place: the cluster would be destroyed and made anew. Set the old value again; or set deletion_protection = false on it (or in the provider block), apply that, then change it.`,
      attribute: [attribute],
    },
  ];
}

/** Refuses another distribution for a cluster that is made: nothing turns one into the other. An image that disagrees is told elsewhere. */
export function checkDistributionChange(
  { name, distribution }: ClusterSpec,
  { distribution: planned, rootfs }: Pick<Known<ClusterSpec>, "distribution" | "rootfs">,
): readonly Issue[] {
  if (planned === undefined || planned === distribution) return [];
  if (rootfs !== undefined && distributionOf(rootfs) !== planned) return [];
  return [
    {
      severity: "error",
      summary: `Distribution Of Cluster ${name} Cannot Change`,
      detail: `distribution is ${planned}, and the cluster was made with ${distribution}. Set ${distribution} and its image again, or make a new cluster of another name on other hosts.`,
      attribute: ["distribution"],
    },
  ];
}
