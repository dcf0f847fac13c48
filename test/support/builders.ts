import type { AppSpec } from "../../provider/src/domain/app-spec";
import type { ClusterSpec, ControlPlane } from "../../provider/src/domain/cluster-spec";
import type { HostFacts } from "../../provider/src/domain/host-facts";
import type { HostLocator } from "../../provider/src/domain/host-locator";
import type { HostSpec } from "../../provider/src/domain/host-spec";
import type { ImageMount } from "../../provider/src/domain/image-mount";
import type { NodeSpec } from "../../provider/src/domain/node-spec";

/** A rootfs image for Kubernetes v1.31.0 on amd64; 300 MB. */
export function aMount(different: Partial<ImageMount> = {}): ImageMount {
  return {
    image: "labring/kubernetes:v1.31.0",
    digest: `sha256:${"a".repeat(64)}`,
    platform: "linux/amd64",
    type: "rootfs",
    version: "v1.31.0",
    distribution: "kubernetes",
    labels: { version: "v1.31.0" },
    env: { registryDomain: "sealos.hub", registryPort: "5000" },
    entrypoint: [],
    command: [],
    configs: [],
    treeDigest: `sha256:${"b".repeat(64)}`,
    sizeBytes: 300_000_000,
    ...different,
  };
}

/** An application image whose command applies its manifests. */
export function anAppMount(different: Partial<ImageMount> = {}): ImageMount {
  return aMount({
    image: "labring/cilium:v1.16.1",
    type: "application",
    version: undefined,
    distribution: undefined,
    labels: {},
    env: { TUNNEL: "vxlan" },
    entrypoint: [],
    command: ["kubectl apply -f manifests"],
    treeDigest: `sha256:${"c".repeat(64)}`,
    sizeBytes: 40_000_000,
    ...different,
  });
}

/** A machine at 192.0.2.1 that was reached before or not, as the test says. */
export function aLocator(different: Partial<HostLocator> = {}): HostLocator {
  return {
    address: "192.0.2.1",
    port: 22,
    profile: undefined,
    machineId: undefined,
    hostKey: undefined,
    ...different,
  };
}

/** `cp-1` of cluster `prod` at 192.0.2.1, which also serves the registry. */
export function aHostSpec(different: Partial<HostSpec> = {}): HostSpec {
  return {
    name: "cp-1",
    address: "192.0.2.1",
    cluster: "prod",
    roles: ["control-plane", "registry"],
    images: [aMount()],
    env: {},
    secretEnv: {},
    registry: { domain: null, port: null, address: null },
    hostname: null,
    ...different,
  };
}

/** A fresh Debian machine that every check lets through. */
export function aHostFacts(different: Partial<HostFacts> = {}): HostFacts {
  return {
    os: { id: "debian", version: "12" },
    kernel: "6.1.0-18-amd64",
    arch: "amd64",
    cpus: 4,
    memoryBytes: 8_589_934_592,
    swapBytes: 0,
    machineId: "1".repeat(32),
    hostname: "cp-1",
    bootId: "00000000-0000-4000-8000-000000000001",
    clockMs: Date.parse("2026-01-01T00:00:00Z"),
    userId: 0,
    hasSystemd: true,
    freeBytes: 51_200_000_000,
    listeningPorts: [22],
    addresses: ["192.0.2.1"],
    kernelFeatures: { ipVs: true, bridgeNetfilter: true, overlay: true, cgroupVersion: 2 },
    kubernetes: { hasAdminConfig: false, hasKubeletConfig: false, isKubeletActive: false },
    engines: { isDockerActive: false, isContainerdActive: false },
    ...different,
  };
}

/** `cp-1` and so on, at 192.0.2.1 and so on. */
export function controlPlanes(count: number): readonly ControlPlane[] {
  return Array.from({ length: count }, (_, index) => ({
    node: `cp-${index + 1}`,
    locator: aLocator({ address: `192.0.2.${index + 1}` }),
  }));
}

/** Cluster `prod` of one control plane, everything else by default. */
export function aClusterSpec(different: Partial<ClusterSpec> = {}): ClusterSpec {
  return {
    name: "prod",
    controlPlanes: controlPlanes(1),
    rootfs: aMount(),
    distribution: "kubernetes",
    endpoint: { mode: null, domain: "apiserver.cluster.local", vip: null, port: 6443 },
    podSubnet: null,
    serviceSubnet: null,
    certSans: [],
    kubeadmDocuments: [],
    k3sOptions: null,
    clusterfileDocuments: null,
    upgrade: {
      drain: { enabled: true, timeoutSeconds: 300, force: true },
      maxUnavailable: 1,
    },
    certificateValidity: null,
    renewal: null,
    ...different,
  };
}

/** Worker `worker-1` at 192.0.2.11 of a cluster whose control plane is 192.0.2.1. */
export function aNodeSpec(different: Partial<NodeSpec> = {}): NodeSpec {
  return {
    clusterId: "uid-of-prod",
    controlPlanes: [aLocator()],
    host: aLocator({ address: "192.0.2.11" }),
    name: "worker-1",
    role: "worker",
    distribution: "kubernetes",
    labels: {},
    taints: null,
    drain: { enabled: true, timeoutSeconds: 300, force: true },
    kubernetesVersion: null,
    kubeletConfig: null,
    ...different,
  };
}

/** Application `network` on a cluster whose only control plane serves the registry. */
export function anAppSpec(different: Partial<AppSpec> = {}): AppSpec {
  return {
    clusterId: "uid-of-prod",
    controlPlanes: [aLocator()],
    registryHost: null,
    name: "network",
    image: anAppMount(),
    env: {},
    command: null,
    args: [],
    uninstallCommand: [],
    triggers: {},
    ...different,
  };
}
