import { Token } from "cdktf";
import type { Cluster, ClusterProps } from "../cluster";
import type { Host } from "../host";
import { HostRole } from "../host-role";
import { mistake, mistakeText } from "./errors";
import { literals } from "./literal";
import { isSubnet, subnetsOverlap } from "./subnets";

/** Refuses subnets that are none, or that overlap. */
export function checkSubnets(cluster: Cluster, props: ClusterProps): void {
  const { podSubnet, serviceSubnet } = props;
  for (const [field, value] of Object.entries({ podSubnet, serviceSubnet })) {
    if (value === undefined || Token.isUnresolved(value) || isSubnet(value)) continue;
    throw mistake(cluster, field, value, "a subnet is written as ADDRESS/LENGTH", 'Write "100.64.0.0/10" for example');
  }
  if (podSubnet === undefined || serviceSubnet === undefined) return;
  if (subnetsOverlap(podSubnet, serviceSubnet) === true) {
    throw mistake(cluster, "serviceSubnet", serviceSubnet, `it overlaps podSubnet ${podSubnet}`, "Choose two subnets that share no address");
  }
}

/** What is wrong with the hosts of a finished cluster, one text a mistake. */
export function checkTopology(cluster: Cluster, hosts: readonly Host[]): string[] {
  return [...controlPlaneMistakes(cluster, hosts), ...duplicates(cluster, hosts)];
}

function controlPlaneMistakes(cluster: Cluster, hosts: readonly Host[]): string[] {
  const count = hosts.filter(({ role }) => role === HostRole.CONTROL_PLANE).length;
  if (count === 0) {
    return [mistakeText(cluster, "control planes", 0, "a cluster needs at least one control plane", "Add a Host with role CONTROL_PLANE below it")];
  }
  if (count % 2 === 0) {
    return [mistakeText(cluster, "control planes", count, "an even number survives no more failures than one less, and splits in halves", "Use 1, 3 or 5")];
  }
  return [];
}

function duplicates(cluster: Cluster, hosts: readonly Host[]): string[] {
  return [
    ...repeated(hosts.map(({ nodeName }) => nodeName)).map((name) =>
      mistakeText(cluster, "node name", name, "two hosts have it", "Give every host a name of its own"),
    ),
    ...repeated(literals(hosts.map(({ endpoint }) => endpoint))).map((address) =>
      mistakeText(cluster, "host address", address, "two hosts have it", "A machine is one host; remove one of the two"),
    ),
  ];
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
