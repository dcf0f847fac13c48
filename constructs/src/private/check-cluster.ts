import { Token } from "cdktf";
import type { Cluster, ClusterProps } from "../cluster";
import type { Host } from "../host";
import { HostRole } from "../host-role";
import { mistake, mistakeText } from "./errors";
import { isSubnet, subnetsOverlap } from "./subnets";

/** Refuses subnets that are none, or that overlap. References pass: the provider checks them. */
export function checkSubnets(cluster: Cluster, props: ClusterProps): void {
  const { podSubnet, serviceSubnet } = props;
  for (const [field, value] of Object.entries({ podSubnet, serviceSubnet })) {
    if (value === undefined || Token.isUnresolved(value) || isSubnet(value)) continue;
    throw mistake(
      cluster,
      field,
      JSON.stringify(value),
      "a subnet is written as ADDRESS/LENGTH",
      'Write "100.64.0.0/10" for example',
    );
  }
  if (podSubnet === undefined || serviceSubnet === undefined) return;
  if (Token.isUnresolved(podSubnet) || Token.isUnresolved(serviceSubnet)) return;
  if (subnetsOverlap(podSubnet, serviceSubnet)) {
    throw mistake(
      cluster,
      "serviceSubnet",
      serviceSubnet,
      `it overlaps podSubnet ${podSubnet}`,
      "Choose two subnets that share no address",
    );
  }
}

/** Refuses a second rootfs image, and an image that is there twice. */
export function checkImages(cluster: Cluster, { image, patches = [] }: ClusterProps): void {
  const second = patches.find(({ type }) => type === image.type);
  if (second !== undefined) {
    throw mistake(
      cluster,
      "patches",
      second.node.path,
      "that is a rootfs image, and a cluster has one",
      "Leave one of the two out; an upgrade changes `image`",
    );
  }
  const twice = patches.find((patch, index) => patches.indexOf(patch) !== index);
  if (twice !== undefined) {
    throw mistake(cluster, "patches", twice.node.path, "it is in the list twice", "Name it once");
  }
}

/** What is wrong with the hosts of a finished cluster, one text a mistake. */
export function checkTopology(cluster: Cluster): string[] {
  const { hosts } = cluster;
  return [...controlPlaneMistakes(hosts), ...registryMistakes(hosts), ...nodeNameMistakes(hosts)];
}

function controlPlaneMistakes(hosts: readonly Host[]): readonly string[] {
  const planes = hosts.filter(({ role }) => role === HostRole.CONTROL_PLANE);
  if (planes.length === 0) {
    return [
      mistakeText(
        "the number of control planes",
        "0",
        "a cluster needs at least one",
        "Make a Host with role HostRole.CONTROL_PLANE below it",
      ),
    ];
  }
  if (planes.length % 2 === 1) return [];
  return [
    mistakeText(
      "the number of control planes",
      `${planes.length} (${planes.map(({ nodeName }) => nodeName).join(", ")})`,
      "an even number survives no more failures than one less",
      "Use 1, 3 or 5",
    ),
  ];
}

function registryMistakes(hosts: readonly Host[]): readonly string[] {
  const names = hosts.filter(({ isRegistry }) => isRegistry).map(({ nodeName }) => nodeName);
  if (names.length < 2) return [];
  return [
    mistakeText(
      "registry",
      `true on ${names.join(" and ")}`,
      "one host serves the images",
      "Set it on one of them",
    ),
  ];
}

function nodeNameMistakes(hosts: readonly Host[]): readonly string[] {
  const paths = new Map<string, string[]>();
  for (const { nodeName, node } of hosts) {
    paths.set(nodeName, [...(paths.get(nodeName) ?? []), node.path]);
  }
  return [...paths]
    .filter(([, owners]) => owners.length > 1)
    .map(([name, owners]) =>
      mistakeText(
        "nodeName",
        `${name} of ${owners.join(" and ")}`,
        "node names are unique",
        "Give each its own",
      ),
    );
}
