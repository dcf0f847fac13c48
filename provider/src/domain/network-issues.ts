import type { Issue } from "./issue";
import { contains, overlaps, parseSubnets, type Subnet } from "./subnet";

/**
 * Judges the networks of a cluster, an empty text standing for none: both must be subnets, they must not overlap, and the virtual
 * address of the API must lie outside of them.
 */
export function checkNetworks(
  { podSubnet, serviceSubnet }: { readonly podSubnet: string; readonly serviceSubnet: string },
  vip?: string,
): readonly Issue[] {
  const pods = network("pod_subnet", podSubnet);
  const services = network("service_subnet", serviceSubnet);
  const both = [pods, services];
  return [
    ...both.flatMap(notSubnets),
    ...overlap(pods, services),
    ...(vip === undefined ? [] : both.flatMap((one) => vipInside(one, vip))),
  ];
}

interface Network {
  readonly attribute: string;
  readonly text: string;
  readonly subnets: readonly Subnet[] | undefined;
}

function network(attribute: string, text: string): Network {
  return { attribute, text, subnets: text === "" ? [] : parseSubnets(text) };
}

function notSubnets({ attribute, text, subnets }: Network): readonly Issue[] {
  if (subnets !== undefined) return [];
  return [
    issue(
      attribute,
      "Not A Subnet",
      `${attribute}: "${text}" is no subnet. Write it like 10.96.0.0/22, or two of them with a comma for a dual-stack cluster.`,
    ),
  ];
}

function overlap(a: Network, b: Network): readonly Issue[] {
  const shared = (a.subnets ?? []).some((one) =>
    (b.subnets ?? []).some((other) => overlaps(one, other)),
  );
  if (!shared) return [];
  return [
    issue(
      a.attribute,
      "Overlapping Subnets",
      `${a.attribute} ${a.text} and ${b.attribute} ${b.text} share addresses. Pods and services need ranges of their own: change one of them.`,
    ),
  ];
}

function vipInside({ attribute, text, subnets }: Network, vip: string): readonly Issue[] {
  if (!(subnets ?? []).some((subnet) => contains(subnet, vip))) return [];
  return [
    issue(
      "endpoint",
      "Virtual Address Inside A Subnet",
      `endpoint.vip ${vip} lies inside ${attribute} ${text}. It must lie outside of both subnets: change one of them.`,
    ),
  ];
}

function issue(attribute: string, summary: string, detail: string): Issue {
  return { severity: "error", summary, detail, attribute: [attribute] };
}
