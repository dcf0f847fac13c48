import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { Cluster } from "./cluster";
import * as sealos from "./generated";
import { HostRole } from "./host-role";
import { brand } from "./private/brand";
import { mistake } from "./private/errors";
import { requireLiteral } from "./private/literal";
import { readyPostcondition } from "./private/postcondition";

/** A taint of a node. */
export interface NodeTaint {
  readonly key: string;
  /**
   * Value of the taint.
   * @default ""
   */
  readonly value?: string;
  /** `NoSchedule`, `PreferNoSchedule` or `NoExecute`. */
  readonly effect: string;
}

/** How a node is emptied before it leaves. */
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

export interface HostProps {
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
   * How the node is emptied before it leaves.
   * @default drained within 5 minutes
   */
  readonly drain?: NodeDrain;
}

const BRAND = brand<Host>("host");

/** A machine and the node that it becomes; stands below its cluster. */
export class Host extends Construct {
  /** Tells a host, also one of another copy of this package. */
  static isHost(value: unknown): value is Host {
    return BRAND.is(value);
  }

  /** The machine's resource. */
  readonly resource: sealos.host.Host;
  /** The node's resource. */
  readonly nodeResource: sealos.nodeResource.NodeResource;
  readonly role: HostRole;
  readonly nodeName: string;
  /** Whether the host was declared to serve the cluster's images. */
  readonly isRegistry: boolean;
  /** Address and port: what no two hosts share. */
  readonly endpoint: string;
  private readonly address: string;

  constructor(scope: Construct, id: string, props: HostProps) {
    super(scope, id);
    BRAND.mark(this);
    const cluster = Cluster.of(this);
    if (cluster === undefined) {
      throw mistake(this, "scope", scope.node.path, "a host belongs to a cluster", "Make it below one: new Host(cluster, …)");
    }
    this.role = props.role;
    this.nodeName = props.nodeName ?? id;
    this.address = props.address;
    this.isRegistry = props.registry === true;
    this.endpoint = props.port === undefined ? props.address : `${props.address}:${props.port}`;
    for (const field of ["role", "nodeName", "registry"] as const) {
      requireLiteral(this, field, this[field === "registry" ? "isRegistry" : field]);
    }
    cluster._register(this);
    this.resource = this.createHost(cluster, props);
    this.nodeResource = this.createNode(cluster, props);
  }

  private createHost(cluster: Cluster, props: HostProps): sealos.host.Host {
    const roles = () => [
      props.role,
      ...(cluster.registryHost === this ? ["registry"] : []),
      ...(props.tags ?? []),
    ];
    // A reference, not the literal address: the registry's host is prepared before those that pull from it.
    const registry = () =>
      cluster.registryHost === this ? undefined : { address: cluster.registryHost?.resource.address };
    const env = { ...cluster.env, ...props.env };
    return new sealos.host.Host(this, "Resource", {
      address: this.address,
      port: props.port,
      name: this.nodeName,
      sshProfile: props.sshProfile,
      hostKey: props.hostKey,
      clusterName: cluster.clusterName,
      images: cluster.images.map(({ mount }) => mount),
      roles: Lazy.listValue({ produce: roles }),
      registry: Lazy.anyValue({ produce: registry }) as unknown as sealos.host.HostRegistry,
      env: Object.keys(env).length === 0 ? undefined : env,
      hostname: props.hostname,
      lifecycle: readyPostcondition(),
    });
  }

  private createNode(cluster: Cluster, props: HostProps): sealos.nodeResource.NodeResource {
    return new sealos.nodeResource.NodeResource(this, "Node", {
      clusterId: cluster.clusterId,
      controlPlane: cluster.controlPlaneIds,
      hostId: this.resource.id,
      name: this.nodeName,
      role: props.role,
      labels: props.labels,
      taints: props.taints,
      drain: props.drain,
      lifecycle: readyPostcondition(),
    });
  }
}
