import type { Lab } from "../../lab/open-lab";
import { imageStorage } from "./image-storage";
import type { Configuration, TerraformWorkspace } from "./terraform-workspace";

type Attributes = Readonly<Record<string, unknown>>;

/** One machine of a stack. */
export interface StackHost {
  /** Number of the lab's host. */
  readonly lab: number;
  readonly role: "control-plane" | "worker";
  /** Further attributes of its `sealos_host`. */
  readonly host?: Attributes;
  /** Further attributes of its `sealos_node`. */
  readonly node?: Attributes;
}

/** A whole cluster. */
export interface ClusterStack {
  readonly workspace: TerraformWorkspace;
  readonly lab: Lab;
  /** `oci:…` of the rootfs image. */
  readonly rootfs: string;
  /** Node name → machine. */
  readonly hosts: Readonly<Record<string, StackHost>>;
  /** Node name of the machine that serves the registry; default: the first control plane. */
  readonly registry?: string;
  /** Further attributes of the rootfs image's mount. */
  readonly mount?: Attributes;
  /** Patch images, by name. */
  readonly patches?: Readonly<Record<string, Attributes>>;
  /** Applications: name → `image` (the attributes of the mount) and further attributes of the `sealos_app`. */
  readonly apps?: Readonly<
    Record<string, { readonly mount: Attributes; readonly app?: Attributes }>
  >;
  /** Further attributes of the `sealos_cluster`; null leaves the cluster and its nodes away. */
  readonly cluster?: Attributes | null;
  /** Further attributes of the provider block. */
  readonly provider?: Attributes;
}

/**
 * The configuration of a cluster, by hosts, nodes and applications of their own. Every resource has the name of its
 * host, node or application, the cluster is `sealos_cluster.main`, the rootfs `sealos_image_mount.kubernetes`.
 */
export function clusterConfiguration(stack: ClusterStack): Configuration {
  const { hosts, patches = {}, apps = {} } = stack;
  const names = Object.keys(hosts);
  const controlPlanes = names.filter((name) => hosts[name]!.role === "control-plane");
  const registry = stack.registry ?? controlPlanes[0] ?? names[0]!;
  const images = ["kubernetes", ...Object.keys(patches)].map(
    (name) => `\${sealos_image_mount.${name}.mount}`,
  );
  return {
    terraform: { required_providers: { sealos: { source: "cdktf-sealos/sealos" } } },
    provider: { sealos: providerBlock(stack) },
    resource: withoutEmpty({
      sealos_image_mount: {
        kubernetes: { image: stack.rootfs, ...stack.mount },
        ...patches,
        ...mapValues(apps, ({ mount }) => mount),
      },
      sealos_host: mapValues(hosts, (host, name) => hostBlock(stack, name, host, registry, images)),
      ...(stack.cluster === null ? {} : clusterBlocks(stack, controlPlanes, registry)),
    }),
  };
}

/** The provider block with the key of the lab, its known hosts, and storage that only tests use. */
export function providerBlock({
  workspace,
  lab,
  provider,
}: Pick<ClusterStack, "workspace" | "lab" | "provider">): Attributes {
  const { hosts, knownHosts } = lab.inventory;
  return {
    ssh: { user: "root", private_key_file: hosts[0]!.keyPath, known_hosts_file: knownHosts },
    builder: { storage_root: imageStorage() },
    event_log: workspace.eventLog,
    deletion_protection: false,
    ...provider,
  };
}

function hostBlock(
  stack: ClusterStack,
  name: string,
  { role, host }: StackHost,
  registry: string,
  images: readonly string[],
): Attributes {
  return {
    address: addressOf(stack, name),
    name,
    images,
    roles: name === registry ? [role, "registry"] : [role],
    // Literal, so that all hosts are prepared side by side; those that need the registry wait for it.
    ...(name === registry ? {} : { registry: { address: addressOf(stack, registry) } }),
    ...host,
  };
}

function addressOf({ lab, hosts }: ClusterStack, name: string): string {
  return lab.inventory.hosts[hosts[name]!.lab - 1]!.address;
}

function clusterBlocks(
  { hosts, apps = {}, cluster }: ClusterStack,
  controlPlanes: readonly string[],
  registry: string,
): Attributes {
  const member = {
    cluster_id: "${sealos_cluster.main.id}",
    control_plane: "${values(sealos_cluster.main.control_plane)}",
  };
  return {
    sealos_cluster: {
      main: {
        control_plane: Object.fromEntries(
          controlPlanes.map((name) => [name, `\${sealos_host.${name}.id}`]),
        ),
        rootfs: "${sealos_image_mount.kubernetes.mount}",
        ...cluster,
      },
    },
    sealos_node: mapValues(hosts, ({ role, node }, name) => ({
      ...member,
      kubernetes_version: "${sealos_cluster.main.kubernetes_version}",
      kubelet_config_digest: "${sealos_cluster.main.kubelet_config_digest}",
      host_id: `\${sealos_host.${name}.id}`,
      name,
      role,
      ...node,
    })),
    sealos_app: mapValues(apps, ({ app }, name) => ({
      ...member,
      registry_host: `\${sealos_host.${registry}.id}`,
      name,
      image: `\${sealos_image_mount.${name}.mount}`,
      depends_on: Object.keys(hosts).map((host) => `sealos_node.${host}`),
      ...app,
    })),
  };
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}

// Terraform's JSON syntax takes an empty object for a resource without a body.
function withoutEmpty(record: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => Object.keys(value as Attributes).length > 0),
  );
}
