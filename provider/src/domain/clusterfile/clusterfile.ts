import type { ImageConfig } from "../image-mount";

/** How a Clusterfile says its hosts are logged in to; `password`, `passphrase` and `keyData` are secrets. */
export interface ClusterfileSsh {
  readonly user?: string;
  readonly port?: number;
  readonly password?: string;
  /** Path of a private key on the machine that sealos ran on. */
  readonly keyFile?: string;
  readonly keyName?: string;
  readonly keyData?: string;
  readonly passphrase?: string;
}

/** Hosts of a Clusterfile that share roles, environment and login. */
export interface ClusterfileHosts {
  /** `address` or `address:port`, as written. */
  readonly ips: readonly string[];
  /** `master`, `node`, `registry`, `amd64`, `arm64` and free ones. */
  readonly roles: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly ssh: ClusterfileSsh;
}

/** What an image was mounted as when sealos last applied the file. */
export interface ClusterfileMount {
  readonly name: string;
  readonly type: string;
  readonly imageName: string;
  readonly mountPoint: string;
  readonly env: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly cmd: readonly string[];
  readonly entrypoint: readonly string[];
}

/** How an apply, or a command of an image, ended. */
export interface ClusterfileCondition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  /** ISO 8601; empty where the file says none. */
  readonly lastHeartbeatTime: string;
  /** Images of a command. */
  readonly images?: readonly string[];
}

/** What sealos noted of the last apply. */
export interface ClusterfileStatus {
  readonly phase: string;
  readonly mounts: readonly ClusterfileMount[];
  readonly conditions: readonly ClusterfileCondition[];
  readonly commandConditions: readonly ClusterfileCondition[];
}

/** The `Cluster` document. */
export interface ClusterfileCluster {
  readonly name: string;
  /** ISO 8601; its presence tells sealos that the cluster exists. */
  readonly createdAt?: string;
  readonly images: readonly string[];
  readonly ssh: ClusterfileSsh;
  readonly hosts: readonly ClusterfileHosts[];
  readonly env: Readonly<Record<string, string>>;
  /** Replaces the command of the first image. */
  readonly command: readonly string[];
  readonly status?: ClusterfileStatus;
}

/** A `Config` document; its name tells it apart from others only. */
export interface ClusterfileConfig extends ImageConfig {
  readonly name: string;
}

/** Everything that a Clusterfile says. */
export interface Clusterfile {
  readonly cluster: ClusterfileCluster | undefined;
  /** Of several with one name, the last. */
  readonly configs: readonly ClusterfileConfig[];
  /** Documents for kubeadm, kubelet and kube-proxy, as YAML; empty when there are none. */
  readonly kubeadm: string;
  /** Options of k3s, as YAML; empty when there are none. */
  readonly k3s?: string;
}
