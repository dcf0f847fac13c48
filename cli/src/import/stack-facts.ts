import type { Clusterfile } from "../../../provider/src/domain/clusterfile";
import { parseHostAddress } from "../../../provider/src/domain/clusterfile";

/** A machine of the stack. */
export interface StackMachine {
  /** Name of the node. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly isControlPlane: boolean;
  readonly env: Readonly<Record<string, string>>;
}

/** What a stack is written from. */
export interface StackFacts {
  readonly cluster: string;
  readonly rootfs: string;
  readonly patches: readonly string[];
  /** Image by name. */
  readonly apps: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string | undefined;
  readonly machines: readonly StackMachine[];
  /** Machines whose node name is made up, because nobody told it. */
  readonly unnamed: readonly string[];
}

/**
 * What a Clusterfile says of a cluster, with the names that its nodes have by address.
 *
 * @throws Error when the file has no Cluster document, no image or no control plane.
 */
export function stackFacts(
  { cluster }: Clusterfile,
  names: Readonly<Record<string, string>>,
): StackFacts {
  if (cluster === undefined) throw new Error("The file has no document of kind Cluster.");
  const mounts = cluster.status?.mounts ?? [];
  const ofType = (type: string): readonly string[] =>
    mounts.filter((mount) => mount.type === type).map(({ imageName }) => imageName);
  const rootfs = ofType("rootfs").at(-1) ?? cluster.images[0];
  if (rootfs === undefined)
    throw new Error("Cluster.spec.image is empty: no image to make a cluster of.");
  const patches = ofType("patch");
  const apps = cluster.images.filter(
    (image) => image !== rootfs && !patches.includes(image) && !ofType("rootfs").includes(image),
  );
  const machines = cluster.hosts.flatMap(({ ips, roles, env, ssh }) =>
    ips.map((ip) => {
      const { address, port } = parseHostAddress(ip) ?? { address: ip, port: undefined };
      const isControlPlane = roles.includes("master");
      return { address, port: port ?? ssh.port ?? cluster.ssh.port ?? 22, isControlPlane, env };
    }),
  );
  if (!machines.some(({ isControlPlane }) => isControlPlane)) {
    throw new Error("Cluster.spec.hosts has no host with the role master.");
  }
  return {
    cluster: cluster.name,
    ...{ rootfs, patches },
    apps: Object.fromEntries(apps.map((image) => [shortName(image), image])),
    env: cluster.env,
    user: cluster.ssh.user,
    machines: named(machines, names),
    unnamed: machines.map(({ address }) => address).filter((address) => !(address in names)),
  };
}

/** `labring/cilium:v1.16` is `cilium`. */
export function shortName(image: string): string {
  const last = image.replace(/@.*$/, "").split("/").at(-1) ?? image;
  return last.replace(/:.*$/, "");
}

/** Names of nodes by address, from what `kubectl get nodes -o json` prints. */
export function nodeNames(json: string): Readonly<Record<string, string>> {
  const { items } = JSON.parse(json) as { items: readonly NodeJson[] };
  return Object.fromEntries(
    items.flatMap(({ metadata, status }) =>
      status.addresses
        .filter(({ type }) => type === "InternalIP")
        .map(({ address }) => [address, metadata.name] as const),
    ),
  );
}

interface NodeJson {
  readonly metadata: { readonly name: string };
  readonly status: {
    readonly addresses: readonly { readonly type: string; readonly address: string }[];
  };
}

function named(
  machines: readonly Omit<StackMachine, "name">[],
  names: Readonly<Record<string, string>>,
): readonly StackMachine[] {
  const position = (machine: Omit<StackMachine, "name">): number =>
    machines
      .filter(({ isControlPlane }) => isControlPlane === machine.isControlPlane)
      .indexOf(machine) + 1;
  return machines.map((machine) => ({
    ...machine,
    name:
      names[machine.address] ?? `${machine.isControlPlane ? "cp" : "worker"}-${position(machine)}`,
  }));
}
