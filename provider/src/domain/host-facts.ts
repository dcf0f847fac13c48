/** What a machine is, as it told in one round trip. Nothing here is a judgement; checks are made of it elsewhere. */
export interface HostFacts {
  /** ID and VERSION_ID of os-release, such as `debian` and `12`; empty where the file does not say. */
  readonly os: { readonly id: string; readonly version: string };
  /** Release of the kernel, `uname -r`. */
  readonly kernel: string;
  /** As container images call it: `amd64`, `arm64`; others as the kernel calls them. */
  readonly arch: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly swapBytes: number;
  /** Content of `/etc/machine-id`; empty when there is none. */
  readonly machineId: string;
  readonly hostname: string;
  /** Changes with every boot. */
  readonly bootId: string;
  /** The machine's clock, in milliseconds since 1970. */
  readonly clockMs: number;
  /** 0 when commands run as root. */
  readonly userId: number;
  /** Whether the first process is systemd. */
  readonly hasSystemd: boolean;
  /** What is free for root on the file system of `/var/lib`. */
  readonly freeBytes: number;
  /** TCP ports that somebody listens on, ascending. Undefined when that could not be found out. */
  readonly listeningPorts: readonly number[] | undefined;
  /** Every IPv4 and IPv6 address of an interface that is up, without prefix length, loopback left out. */
  readonly addresses: readonly string[];
  readonly kernelFeatures: KernelFeatures;
  readonly kubernetes: KubernetesTraces;
  readonly engines: ContainerEngines;
}

export interface KernelFeatures {
  /** Loaded, built in, or loadable. */
  readonly ipVs: boolean;
  readonly bridgeNetfilter: boolean;
  readonly overlay: boolean;
  readonly cgroupVersion: 1 | 2;
}

/** What is left of a cluster on the machine, ours or somebody else's. */
export interface KubernetesTraces {
  readonly hasAdminConfig: boolean;
  readonly hasKubeletConfig: boolean;
  readonly isKubeletActive: boolean;
}

export interface ContainerEngines {
  readonly isDockerActive: boolean;
  readonly isContainerdActive: boolean;
}
