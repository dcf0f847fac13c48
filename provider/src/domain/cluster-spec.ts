import type { CertificateRenewal } from "./certificate-renewal";
import type { Distribution } from "./distribution";
import type { HostLocator } from "./host-locator";
import type { ImageMount } from "./image-mount";
import type { DrainSpec } from "./node-spec";

/** How nodes find the API. */
export type EndpointMode = "hosts" | "lvscare" | "external";

/** The API as nodes see it. `null` stands for the default. */
export interface EndpointSpec {
  readonly mode: EndpointMode | null;
  readonly domain: string;
  readonly vip: string | null;
  readonly port: number;
}

/** A control plane of a cluster. */
export interface ControlPlane {
  readonly node: string;
  readonly locator: HostLocator;
}

/** What a cluster shall be. */
export interface ClusterSpec {
  readonly name: string;
  /** In the order of their node names; the first is initialised. */
  readonly controlPlanes: readonly ControlPlane[];
  readonly rootfs: ImageMount;
  /** What the rootfs image brings; said beside it, because plans are made before images are known. */
  readonly distribution: Distribution;
  readonly endpoint: EndpointSpec;
  readonly podSubnet: string | null;
  readonly serviceSubnet: string | null;
  readonly certSans: readonly string[];
  readonly kubeadmDocuments: readonly string[];
  /** Options of k3s, one YAML document; `null`: none beside the image's. */
  readonly k3sOptions: string | null;
  readonly clusterfileDocuments: string | null;
  readonly upgrade: UpgradePolicy;
  /** How long certificates live, `8760h`; `null` leaves it to kubeadm. */
  readonly certificateValidity: string | null;
  /** Certificates that are to be renewed now; `null`: none are due. */
  readonly renewal: CertificateRenewal | null;
}

/** How nodes are upgraded to another version of Kubernetes. */
export interface UpgradePolicy {
  /** How control planes are emptied; workers have their own. */
  readonly drain: DrainSpec;
  /** How many workers may be out of service at once. */
  readonly maxUnavailable: number;
}
