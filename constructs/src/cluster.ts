import { Lazy, Token } from "cdktf";
import { Construct } from "constructs";
import * as sealos from "./generated";
import type { Host } from "./host";
import { ImageType, type ImageMount } from "./image-mount";
import { brand } from "./private/brand";
import { checkSubnets, checkTopology } from "./private/check-cluster";
import { mistake } from "./private/errors";
import { requireLiteral } from "./private/literal";
import { readyPostcondition } from "./private/postcondition";
import { HostRole } from "./host-role";

/** How nodes find the API. */
export enum EndpointMode {
  /** By entries in their hosts files. */
  HOSTS = "hosts",
  /** By IPVS on every worker; needs the ip_vs kernel module. */
  LVSCARE = "lvscare",
  /** By a load balancer that is there already. */
  EXTERNAL = "external",
}

/** The API as nodes see it. */
export interface ClusterEndpoint {
  /**
   * How nodes find it.
   * @default LVSCARE where all control planes have ip_vs, else HOSTS
   */
  readonly mode?: EndpointMode;
  /**
   * Name of the API.
   * @default "apiserver.cluster.local"
   */
  readonly domain?: string;
  /**
   * Virtual address; with EXTERNAL, the balancer's.
   * @default the image's
   */
  readonly vip?: string;
  /**
   * Port of the API.
   * @default 6443
   */
  readonly port?: number;
}

export interface ClusterProps {
  /** The rootfs image: Kubernetes. */
  readonly image: ImageMount;
  /**
   * Patches over the rootfs, in order.
   * @default none
   */
  readonly patches?: ImageMount[];
  /**
   * Name of the cluster, part of paths on every host.
   * @default the construct's id
   */
  readonly clusterName?: string;
  /**
   * How nodes find the API.
   * @default what the hosts can do
   */
  readonly endpoint?: ClusterEndpoint;
  /**
   * Subnet of pods.
   * @default the image's
   */
  readonly podSubnet?: string;
  /**
   * Subnet of services. A change replaces the cluster.
   * @default the image's
   */
  readonly serviceSubnet?: string;
  /**
   * Further names and addresses in the API server's certificate.
   * @default none
   */
  readonly certSans?: string[];
  /**
   * kubeadm, kubelet and kube-proxy documents (YAML) over the image's.
   * @default none
   */
  readonly kubeadmConfig?: string[];
  /**
   * Environment of all hosts' templates and scripts.
   * @default none
   */
  readonly env?: Record<string, string>;
  /**
   * Refuse to destroy or replace the cluster.
   * @default the provider's setting
   */
  readonly deletionProtection?: boolean;
  /**
   * File to write the admin kubeconfig to, mode 0600, on the machine that runs Terraform.
   * @default none is written
   */
  readonly kubeconfigFile?: string;
}

const BRAND = brand<Cluster>("cluster");

/** A Kubernetes cluster. Its hosts are made below it: `new Host(cluster, "cp-1", …)`. */
export class Cluster extends Construct {
  /** Tells a cluster, also one of another copy of this package. */
  static isCluster(value: unknown): value is Cluster {
    return BRAND.is(value);
  }

  /** The cluster that a construct stands below. */
  static of(construct: Construct): Cluster | undefined {
    return construct.node.scopes.reverse().find((scope): scope is Cluster => BRAND.is(scope));
  }

  /** The resource underneath. */
  readonly resource: sealos.cluster.Cluster;
  readonly clusterName: string;
  /** The rootfs, then its patches. */
  readonly images: readonly ImageMount[];
  /** Environment of all hosts. */
  readonly env: Record<string, string> | undefined;
  private readonly members: Host[] = [];

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    BRAND.mark(this);
    this.clusterName = props.clusterName ?? id;
    this.images = [props.image, ...(props.patches ?? [])];
    this.env = props.env;
    requireLiteral(this, "clusterName", this.clusterName);
    checkImages(this, props);
    checkSubnets(this, props);
    this.resource = this.createResource(props);
    this.node.addValidation({ validate: () => checkTopology(this, this.members) });
  }

  /** UID of the namespace kube-system. */
  get clusterId(): string {
    return this.resource.id;
  }

  /** The hosts, in the order in which they were declared. */
  get hosts(): readonly Host[] {
    return this.members;
  }

  /** Ids of the control planes' hosts: the ways to the API. */
  get controlPlaneIds(): string[] {
    return Lazy.listValue({ produce: () => this.controlPlanes.map(({ resource }) => resource.id) });
  }

  /** The host that serves the cluster's images: the one declared so, else the first control plane. */
  get registryHost(): Host | undefined {
    return this.members.find(({ isRegistry }) => isRegistry) ?? this.controlPlanes[0];
  }

  /** Called by hosts that are made below the cluster. */
  _register(host: Host): void {
    this.members.push(host);
  }

  private get controlPlanes(): readonly Host[] {
    return this.members.filter(({ role }) => role === HostRole.CONTROL_PLANE);
  }

  private createResource(props: ClusterProps): sealos.cluster.Cluster {
    const ids = () =>
      Object.fromEntries(this.controlPlanes.map(({ nodeName, resource }) => [nodeName, resource.id]));
    return new sealos.cluster.Cluster(this, "Resource", {
      name: this.clusterName,
      controlPlane: Token.asAny(Lazy.anyValue({ produce: ids })) as Record<string, string>,
      rootfs: props.image.mount,
      endpoint: props.endpoint,
      podSubnet: props.podSubnet,
      serviceSubnet: props.serviceSubnet,
      certSans: props.certSans,
      kubeadmConfig: props.kubeadmConfig,
      deletionProtection: props.deletionProtection,
      kubeconfigFile: props.kubeconfigFile,
      lifecycle: readyPostcondition(),
    });
  }
}

function checkImages(cluster: Cluster, { image, patches }: ClusterProps): void {
  if (image.type !== undefined && image.type !== ImageType.ROOTFS) {
    throw mistake(cluster, "image", image.type, "a cluster is made from a rootfs image", "Give an ImageMount of type ROOTFS");
  }
  const second = patches?.find(({ type }) => type === ImageType.ROOTFS);
  if (second !== undefined) {
    throw mistake(cluster, "patches", second.node.path, "a cluster has one rootfs image", "Leave one of the two out; an upgrade changes `image`");
  }
}
