import { formatKubernetesVersion, isAtLeastMinor } from "../kubernetes-version";
import type { KubernetesVersion } from "../kubernetes-version";
import type { Taint } from "../node-spec";
import { defined } from "./fields";
import type { Fields, KubeadmDocuments } from "./fields";

/** What the resource knows of the cluster; undefined leaves a value to the documents. */
export interface ClusterFacts {
  readonly kubernetes: KubernetesVersion;
  /** The name and port at which nodes find the API. */
  readonly endpoint: { readonly domain: string; readonly port: number };
  /** Virtual address of the API, where there is one. */
  readonly vip?: string | undefined;
  readonly podSubnet?: string | undefined;
  readonly serviceSubnet?: string | undefined;
  /** Names and addresses that the practitioner adds to the certificate of the API server. */
  readonly certSans: readonly string[];
  readonly controlPlaneAddresses: readonly string[];
  /** How long certificates live, `8760h`; only Kubernetes 1.31 and later let kubeadm follow it. */
  readonly certificateValidity?: string | undefined;
}

/** What the resource knows of the host that kubeadm runs on; undefined leaves a value to the documents. */
export interface NodeFacts {
  readonly name: string;
  readonly address: string;
  /** Path of the container runtime's socket, with or without `unix://`. */
  readonly criSocket: string;
  /** Driver that the container runtime is set to: `systemd` or `cgroupfs`. */
  readonly cgroupDriver?: string | undefined;
  /** Socket of a separate image service, where the host has one. */
  readonly imageServiceSocket?: string | undefined;
  /** An empty list takes away the taint that kubeadm gives control planes. */
  readonly taints?: readonly Taint[] | undefined;
}

/** Values that follow from the resource and the host, to be laid over the image's documents. */
export function computedDocuments(cluster: ClusterFacts, node: NodeFacts): KubeadmDocuments {
  const registration = nodeRegistration(cluster.kubernetes, node);
  return {
    InitConfiguration: {
      nodeRegistration: registration,
      localAPIEndpoint: { advertiseAddress: node.address, bindPort: cluster.endpoint.port },
      // kubeadm makes a token whatever is said; nobody is told this one, and joins make their own.
      bootstrapTokens: [{ ttl: "1m0s" }],
    },
    ClusterConfiguration: clusterConfiguration(cluster),
    JoinConfiguration: { nodeRegistration: registration },
  };
}

/** Values that hold only where neither image nor practitioner gave one: what the host says of its runtime. */
export function hostDefaults(kubernetes: KubernetesVersion, node: NodeFacts): KubeadmDocuments {
  const hasEndpoints = isAtLeastMinor(kubernetes, 27);
  return {
    KubeletConfiguration: defined({
      cgroupDriver: node.cgroupDriver,
      containerRuntimeEndpoint: hasEndpoints ? withScheme(node.criSocket) : undefined,
      imageServiceEndpoint:
        hasEndpoints && node.imageServiceSocket !== undefined
          ? withScheme(node.imageServiceSocket)
          : undefined,
    }),
  };
}

/** The name of the API at which nodes and kubeconfigs find it, with its port. */
export function controlPlaneEndpoint({ endpoint }: Pick<ClusterFacts, "endpoint">): string {
  return `${endpoint.domain}:${endpoint.port}`;
}

function clusterConfiguration(cluster: ClusterFacts): Fields {
  const hasValidity = isAtLeastMinor(cluster.kubernetes, 31);
  return defined({
    kubernetesVersion: formatKubernetesVersion(cluster.kubernetes),
    controlPlaneEndpoint: controlPlaneEndpoint(cluster),
    networking: defined({ podSubnet: cluster.podSubnet, serviceSubnet: cluster.serviceSubnet }),
    apiServer: {
      certSANs: [
        "127.0.0.1",
        cluster.endpoint.domain,
        ...(cluster.vip === undefined ? [] : [cluster.vip]),
        ...cluster.controlPlaneAddresses,
        ...cluster.certSans,
      ],
    },
    certificateValidityPeriod: hasValidity ? (cluster.certificateValidity ?? CENTURY) : undefined,
    caCertificateValidityPeriod: hasValidity ? CENTURY : undefined,
  });
}

const CENTURY = "876000h";

/** How a host registers with the cluster: fields of `nodeRegistration`. */
export function nodeRegistration(kubernetes: KubernetesVersion, node: NodeFacts): Fields {
  return defined({
    name: node.name,
    criSocket: isAtLeastMinor(kubernetes, 24)
      ? withScheme(node.criSocket)
      : node.criSocket.replace(/^unix:\/\//, ""),
    kubeletExtraArgs: [{ name: "node-ip", value: node.address }],
    // Images come from the cluster's own registry beforehand; kubeadm must not look elsewhere.
    imagePullPolicy: isAtLeastMinor(kubernetes, 22) ? "Never" : undefined,
    taints: node.taints?.map(({ key, value, effect }) =>
      value === "" ? { key, effect } : { key, value, effect },
    ),
  });
}

function withScheme(socket: string): string {
  return socket.includes("://") ? socket : `unix://${socket}`;
}
