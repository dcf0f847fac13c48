import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { Cluster } from "./cluster";
import type { DriftCheck } from "./drift-check";
import * as sealos from "./generated";
import type { HostRole } from "./host-role";
import type { MetaArguments, Timeouts } from "./meta-arguments";
import { noteAddress } from "./private/address-book";
import { brand } from "./private/brand";
import { checkAddress, checkHost } from "./private/check-host";
import { mistake } from "./private/errors";
import { given } from "./private/given";
import { withReadyPostcondition } from "./private/postcondition";

/** A taint of a node. */
export interface NodeTaint {
  /** Key of the taint. */
  readonly key: string;
  /**
   * Value of the taint.
   * @default none
   */
  readonly value?: string;
  /** What the taint does. */
  readonly effect: TaintEffect;
}

/** What a taint does to pods that do not tolerate it. */
export enum TaintEffect {
  /** New pods stay away. */
  NO_SCHEDULE = "NoSchedule",
  /** New pods stay away where they can. */
  PREFER_NO_SCHEDULE = "PreferNoSchedule",
  /** Running pods leave, too. */
  NO_EXECUTE = "NoExecute",
}

/** How a node is emptied before it leaves or is upgraded. */
export interface NodeDrain {
  /**
   * Whether to drain at all.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Limit of the drain, in Go's duration form.
   * @default "5m"
   */
  readonly timeout?: string;
  /**
   * Also evict pods that no controller owns.
   * @default true
   */
  readonly force?: boolean;
}

/** What a host is made of. Role, name and count of hosts are literals; addresses and ports may be references. */
export interface HostProps extends MetaArguments {
  /** Name or IP address of the machine; may be a reference. */
  readonly address: string;
  /** What the host is in the cluster. */
  readonly role: HostRole;
  /**
   * Port of the SSH server.
   * @default 22
   */
  readonly port?: number;
  /**
   * Name of the node.
   * @default the construct's id
   */
  readonly nodeName?: string;
  /**
   * Whether this host serves the cluster's images.
   * @default true on the first control plane, unless another host is declared so
   */
  readonly registry?: boolean;
  /**
   * Entry of the provider's `sshProfiles` to log in with.
   * @default the provider's `ssh` block
   */
  readonly sshProfile?: string;
  /**
   * Host key that the machine must show: `SHA256:…` or a public key line.
   * @default known hosts, else the key of the first contact
   */
  readonly hostKey?: string;
  /**
   * Environment of this host's templates and scripts; stronger than the cluster's.
   * @default none
   */
  readonly env?: Record<string, string>;
  /**
   * Further roles: free tags.
   * @default none
   */
  readonly tags?: string[];
  /**
   * Host name to set on the machine.
   * @default the machine's own is left alone
   */
  readonly hostname?: string;
  /**
   * How much a refresh looks at on the machine.
   * @default the provider's
   */
  readonly driftCheck?: DriftCheck;
  /**
   * Labels of the node.
   * @default none
   */
  readonly labels?: Record<string, string>;
  /**
   * Taints of the node.
   * @default what kubeadm gives the role
   */
  readonly taints?: NodeTaint[];
  /**
   * How the node is emptied before it leaves or is upgraded.
   * @default drained within 5 minutes
   */
  readonly drain?: NodeDrain;
  /**
   * Time limits of preparing and of cleaning the machine.
   * @default 30 minutes, 15 to delete
   */
  readonly timeouts?: Timeouts;
  /**
   * Time limits of joining and of leaving the cluster.
   * @default 20 minutes, an hour to update
   */
  readonly nodeTimeouts?: Timeouts;
}

const BRAND = brand<Host>("host");

/**
 * A machine and the node that it becomes; stands below its cluster. Its place in the construct tree is its identity: moving or
 * renaming it takes the node out of the cluster and in again, unless `resource.moveFromId` says where it was.
 */
export class Host extends Construct {
  /** Tells a host, also one of another copy of this package. */
  static isHost(value: unknown): value is Host {
    return BRAND.is(value);
  }

  /** How the provider reaches the machine and knows it again. */
  readonly hostId: string;
  /** The machine's resource. */
  readonly resource: sealos.host.Host;
  /** The node's resource. */
  readonly nodeResource: sealos.node.Node;
  /** What the host is in the cluster. */
  readonly role: HostRole;
  /** Name of the node. */
  readonly nodeName: string;
  /** Name or IP address of the machine, as it was given. */
  readonly address: string;
  /** Port of its SSH server. */
  readonly port: number;
  /** Whether the host was declared to serve the cluster's images. */
  readonly isRegistry: boolean;
  private addressReference?: string;

  constructor(scope: Construct, id: string, props: HostProps) {
    super(scope, id);
    BRAND.mark(this);
    this.role = props.role;
    this.nodeName = props.nodeName ?? id;
    this.address = props.address;
    this.port = props.port ?? 22;
    this.isRegistry = props.registry === true;
    checkHost(this, props);
    const cluster = clusterOf(this);
    cluster._register(this);
    noteAddress(this);
    this.resource = this.createHost(cluster, props);
    this.hostId = this.resource.id;
    this.nodeResource = this.createNode(cluster, props);
    this.node.addValidation({ validate: () => checkAddress(this) });
  }

  /** Identity of the node in its cluster; what refers to it comes after the node has joined. */
  get nodeId(): string {
    return this.nodeResource.id;
  }

  /**
   * The address as others refer to it, which come after this host.
   * @internal
   */
  get _addressReference(): string {
    return (this.addressReference ??= this.resource.address);
  }

  private createHost(cluster: Cluster, props: HostProps): sealos.host.Host {
    const isRegistry = () => cluster.registryHost === this;
    const roles = () => [props.role, ...(isRegistry() ? ["registry"] : []), ...(props.tags ?? [])];
    // A reference, not the literal address: the registry's host is prepared before those that pull from it.
    const registry = () =>
      isRegistry() && cluster.registryCredentials === undefined
        ? undefined
        : (sealos.host.hostRegistryToTerraform(
            given({
              address: isRegistry() ? undefined : cluster.registryHost?._addressReference,
              ...cluster.registryCredentials,
            }),
          ) as object);
    const env = { ...cluster.env, ...props.env };
    const { address, port, sshProfile, hostKey, hostname, timeouts, dependsOn, provider } = props;
    return new sealos.host.Host(
      this,
      "Resource",
      given({
        ...{ address, port, sshProfile, hostKey, hostname, timeouts, dependsOn, provider },
        driftCheck: props.driftCheck,
        name: this.nodeName,
        clusterName: cluster.clusterName,
        images: cluster._mounts,
        roles: Lazy.listValue({ produce: roles }),
        registry: Lazy.anyValue({ produce: registry }) as sealos.host.HostRegistry,
        env: Object.keys(env).length === 0 ? undefined : env,
        lifecycle: withReadyPostcondition(props.lifecycle),
      }),
    );
  }

  private createNode(cluster: Cluster, props: HostProps): sealos.node.Node {
    const { role, labels, taints, drain, dependsOn, provider } = props;
    return new sealos.node.Node(
      this,
      "Node",
      given({
        ...{ role, labels, taints, drain, dependsOn, provider },
        clusterId: cluster.clusterId,
        controlPlane: cluster.controlPlaneIds,
        kubernetesVersion: cluster.kubernetesVersion,
        kubeletConfigDigest: cluster.kubeletConfigDigest,
        distribution: cluster.distribution,
        hostId: this.hostId,
        name: this.nodeName,
        timeouts: props.nodeTimeouts,
        lifecycle: withReadyPostcondition(props.lifecycle),
      }),
    );
  }
}

function clusterOf(host: Host): Cluster {
  const cluster = Cluster.of(host);
  if (cluster !== undefined) return cluster;
  throw mistake(
    host,
    "scope",
    host.node.scope?.node.path ?? "none",
    "a host stands below its cluster, and there is none above it",
    `Write new Host(cluster, ${JSON.stringify(host.node.id)}, …)`,
  );
}
