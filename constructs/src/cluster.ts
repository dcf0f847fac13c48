import { Fn, Lazy } from "cdktf";
import { Construct } from "constructs";
import * as sealos from "./generated";
import type { Distribution } from "./distribution";
import type { Host } from "./host";
import { HostRole } from "./host-role";
import { ImageType, type ImageMount } from "./image-mount";
import type { MetaArguments, Timeouts } from "./meta-arguments";
import { advisePaths } from "./private/advise-path";
import { brand } from "./private/brand";
import { checkImages, checkSubnets, checkTopology } from "./private/check-cluster";
import { given } from "./private/given";
import { requireKnownList, requireLiteral, requireStaticKeys } from "./private/literal";
import { withReadyPostcondition } from "./private/postcondition";

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

/** How an image of another Kubernetes version is rolled out: control planes one by one, then workers. */
export interface ClusterUpgrade {
  /**
   * Whether control planes are drained before they are upgraded. Workers follow their own `drain`.
   * @default true
   */
  readonly drain?: boolean;
  /**
   * Limit of such a drain, in Go's duration form.
   * @default "5m"
   */
  readonly drainTimeout?: string;
  /**
   * How many workers may be out of service at once while nodes are upgraded.
   * @default 1
   */
  readonly maxUnavailable?: number;
}

/** When certificates are renewed: by the first deployment whose refresh finds one near its end. */
export interface CertificateRenewal {
  /** How long before its end, in Go's duration form: `720h`. Shorter than certificates live. */
  readonly before: string;
}

/** Who may pull from the cluster's own registry. */
export interface RegistryUser {
  /**
   * User.
   * @default the image's
   */
  readonly username?: string;
  /** Password. Give a sensitive variable: it is in no plan and no state, but in what is synthesised. */
  readonly password: string;
  /** Count it up with every other password. */
  readonly passwordVersion: number;
}

/** What a cluster is made of, besides its hosts. */
export interface ClusterProps extends MetaArguments {
  /** The rootfs image: Kubernetes. Another one is an upgrade. */
  readonly image: ImageMount;
  /**
   * Patches over the rootfs, in order.
   * @default none
   */
  readonly patches?: ImageMount[];
  /**
   * Name of the cluster, part of paths on every host. A change replaces the cluster.
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
   * What the rootfs image brings, its label `sealos.io.distribution`. A plan is made before the image is known.
   * @default KUBERNETES
   */
  readonly distribution?: Distribution;
  /**
   * Options of k3s (YAML) over the image's, for an image that brings k3s. Decided when the cluster is made.
   * @default none
   */
  readonly k3sConfig?: string;
  /**
   * How long certificates that kubeadm signs from now on live, in Go's duration form. Needs Kubernetes 1.31.
   * @default the image's, else 100 years where kubeadm can, one year where it cannot
   */
  readonly certificateValidity?: string;
  /**
   * When the control planes' certificates are renewed.
   * @default only by upgrades
   */
  readonly certificateRenewal?: CertificateRenewal;
  /**
   * How another image is rolled out.
   * @default control planes are drained, workers go one at a time
   */
  readonly upgrade?: ClusterUpgrade;
  /**
   * Further documents (YAML) for the Clusterfile that is left on the control planes.
   * @default none
   */
  readonly clusterfile?: string;
  /**
   * Environment of all hosts' templates and scripts.
   * @default none
   */
  readonly env?: Record<string, string>;
  /**
   * Credentials of the cluster's own registry; the registry and the runtimes of all hosts follow a change.
   * @default the image's
   */
  readonly registryCredentials?: RegistryUser;
  /**
   * Refuse to destroy or replace the cluster.
   * @default the provider's setting
   */
  readonly deletionProtection?: boolean;
  /**
   * File to write the admin kubeconfig to, mode 0600, on the machine that runs Terraform. Terraform runs in the stack's
   * folder below `cdktf.out`: give an absolute path.
   * @default none is written
   */
  readonly kubeconfigFile?: string;
  /**
   * Time limits.
   * @default 30 minutes, an hour to update, 15 to delete
   */
  readonly timeouts?: Timeouts;
}

const BRAND = brand<Cluster>("cluster");

/** A Kubernetes cluster. Its hosts are made below it: `new Host(cluster, "cp-1", …)`. */
export class Cluster extends Construct {
  /** Tells a cluster, also one of another copy of this package. */
  static isCluster(value: unknown): value is Cluster {
    return BRAND.is(value);
  }

  /** The cluster that a construct stands below, the nearest one; undefined outside of any. */
  static of(construct: Construct): Cluster | undefined {
    return [...construct.node.scopes].reverse().find((scope) => Cluster.isCluster(scope));
  }

  /** The resource underneath. */
  readonly resource: sealos.cluster.Cluster;
  /** Name of the cluster. */
  readonly clusterName: string;
  /** The rootfs, then its patches. */
  readonly images: ImageMount[];
  /** Environment of all hosts. */
  readonly env: Record<string, string>;
  /** What the rootfs image brings; undefined where that was not said, and is Kubernetes. */
  readonly distribution?: Distribution;
  /** Credentials of the cluster's own registry; undefined where they are the image's. */
  readonly registryCredentials?: RegistryUser;
  // The engine takes a stack trace for every reference that is made, so those that each host refers to are made once.
  /** UID of the namespace kube-system. */
  readonly clusterId: string;
  /** Version that the cluster runs, `v1.31.0`. */
  readonly kubernetesVersion: string;
  /** Changes with the kubelet configuration of `kubeadmConfig`; nodes follow it. */
  readonly kubeletConfigDigest: string;
  /** Ids of the control planes' hosts, the ways to the API. Hosts that are declared later are in it, too. */
  readonly controlPlaneIds: string[];
  /**
   * What hosts are given of the images.
   * @internal
   */
  readonly _mounts: string[];
  private readonly members: Host[] = [];
  private readonly controlPlanes: Host[] = [];
  private declaredRegistry?: Host;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    BRAND.mark(this);
    this.clusterName = props.clusterName ?? id;
    requireLiteral(this, "clusterName", this.clusterName);
    requireKnownList(this, "patches", props.patches);
    requireStaticKeys(this, { env: props.env });
    checkSubnets(this, props);
    this.images = [props.image, ...(props.patches ?? [])];
    this.env = { ...props.env };
    if (props.registryCredentials !== undefined) {
      this.registryCredentials = props.registryCredentials;
    }
    if (props.distribution !== undefined) this.distribution = props.distribution;
    props.image._useAs(ImageType.ROOTFS, this, "image");
    checkImages(this, props);
    for (const patch of props.patches ?? []) patch._useAs(ImageType.PATCH, this, "patches");
    advisePaths(this, { kubeconfigFile: props.kubeconfigFile });
    this.resource = this.createResource(props);
    this.clusterId = this.resource.id;
    this.kubernetesVersion = this.resource.kubernetesVersion;
    this.kubeletConfigDigest = this.resource.kubeletConfigDigest;
    this.controlPlaneIds = Lazy.listValue({
      produce: () => this.controlPlanes.map(({ hostId }) => hostId),
    });
    // A host's attribute is sensitive as a whole. Marks on its elements, too, would make the plan of an import an empty update.
    this._mounts = this.images.map(({ mount }) => Fn.nonsensitive(mount) as string);
    this.node.addValidation({ validate: () => checkTopology(this) });
  }

  /** When the first certificate of the control planes expires, ISO 8601. */
  get certificatesExpireAt(): string {
    return this.resource.certificatesExpireAt;
  }

  /** URL of the API as nodes use it. */
  get apiServer(): string {
    return this.resource.apiServer;
  }

  /** Certificate of the cluster's authority, PEM. */
  get caCertificate(): string {
    return this.resource.caCertificate;
  }

  /** The hosts, in the order in which they were declared. */
  get hosts(): Host[] {
    return [...this.members];
  }

  /** The host that serves the cluster's images: the one declared so, else the first control plane. */
  get registryHost(): Host | undefined {
    return this.declaredRegistry ?? this.controlPlanes[0];
  }

  /**
   * Called by hosts that are made below the cluster.
   * @internal
   */
  _register(host: Host): void {
    this.members.push(host);
    if (host.role === HostRole.CONTROL_PLANE) this.controlPlanes.push(host);
    if (host.isRegistry) this.declaredRegistry ??= host;
  }

  private createResource(props: ClusterProps): sealos.cluster.Cluster {
    const { endpoint, podSubnet, serviceSubnet, certSans, kubeadmConfig, clusterfile } = props;
    const { deletionProtection, kubeconfigFile, upgrade, timeouts, dependsOn, provider } = props;
    const { certificateValidity, certificateRenewal, distribution, k3sConfig } = props;
    const ids = () =>
      Object.fromEntries(this.controlPlanes.map(({ nodeName, hostId }) => [nodeName, hostId]));
    return new sealos.cluster.Cluster(
      this,
      "Resource",
      given({
        ...{ endpoint, podSubnet, serviceSubnet, certSans, kubeadmConfig, clusterfile },
        ...{ deletionProtection, kubeconfigFile, upgrade, timeouts, dependsOn, provider },
        ...{ certificateValidity, certificateRenewal, distribution, k3SConfig: k3sConfig },
        name: this.clusterName,
        // Produced at synth with literal keys, so that a plan shows every member.
        controlPlane: Lazy.anyValue({ produce: ids }) as unknown as Record<string, string>,
        rootfs: props.image.mount,
        lifecycle: withReadyPostcondition(props.lifecycle),
      }),
    );
  }
}
