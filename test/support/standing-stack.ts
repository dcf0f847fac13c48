import { createHash } from "node:crypto";
import { formatHostId, type HostLocator } from "../../provider/src/domain/host-locator";
import { encodeImageMount } from "../../provider/src/domain/image-mount";
import { intentsOf } from "../../provider/src/pipeline/phase";
import {
  checkHostPhases,
  prepareHostPhases,
} from "../../provider/src/pipeline/workflows/prepare-host";
import { joinNodePhases } from "../../provider/src/pipeline/workflows/join-node";
import { finishedAs } from "../../provider/src/plan/pending-steps";
import { hostSpec } from "../../provider/src/resources/host/model";
import { hostPrivate } from "../../provider/src/resources/host/private-data";
import { hostSchema } from "../../provider/src/resources/host/schema";
import { nodeSpec } from "../../provider/src/resources/node/model";
import { nodePrivate } from "../../provider/src/resources/node/private-data";
import { nodeSchema } from "../../provider/src/resources/node/schema";
import type { JsonValue, State } from "../../provider/sdk";
import type { AnsweringCluster } from "./answering-cluster";
import { aMount } from "./builders";
import type { Configuration } from "./terraform-workspace";

/** A configuration, and the state that an apply of it leaves. */
export interface StandingStack {
  readonly configuration: Configuration;
  /** The text of `terraform.tfstate`. */
  readonly state: string;
}

/** What a standing stack consists of. */
export interface StandingStackOptions {
  readonly hosts: number;
  readonly cluster: AnsweringCluster;
  /** Whether every host is a node of the cluster, too. */
  readonly withNodes?: boolean;
  /** Where the hosts are said to be: by default each at an address where nothing answers. */
  readonly locate?: (index: number) => Pick<HostLocator, "address" | "port">;
}

/** Node name of a host. */
export function nodeName(index: number): string {
  return `worker-${index + 1}`;
}

/** Content of a host's `/etc/machine-id`. */
export function machineId(index: number): string {
  return createHash("sha256").update(nodeName(index)).digest("hex").slice(0, 32);
}

/**
 * A stack of prepared hosts without a machine behind any of them. Its state says that all is done, by the digests that the
 * product's own planner computes, so that a plan finds nothing to do.
 */
export function standingStack(options: StandingStackOptions): StandingStack {
  const { hosts, cluster, withNodes = true } = options;
  const indexes = Array.from({ length: hosts }, (_, index) => index);
  const ids = indexes.map((index) => hostState(index, options));
  const nodes = withNodes ? indexes.map((index) => nodeState(ids[index]!, index, cluster)) : [];
  return {
    configuration: {
      terraform: { required_providers: { sealos: { source: "cdktf-sealos/sealos" } } },
      provider: { sealos: providerBlock(cluster) },
      locals: { rootfs: MOUNT, control_plane: [formatHostId(cluster.locator)] },
      resource: {
        sealos_host: byName(indexes, (index) => hostBlock(ids[index]!)),
        ...(withNodes && { sealos_node: byName(indexes, (index) => nodeBlock(nodes[index]!)) }),
      },
    },
    state: stateFile([
      ...ids.map((state, index) => instance("sealos_host", index, state, hostProgress(state))),
      ...nodes.map((state, index) => instance("sealos_node", index, state, nodeProgress(state))),
    ]),
  };
}

type HostState = State<typeof hostSchema>;
type NodeState = State<typeof nodeSchema>;

/** Version of Kubernetes that a standing stack is of. */
export const STANDING_VERSION = "v1.31.0";

const VERSION = STANDING_VERSION;
const MOUNT = encodeImageMount(
  aMount({
    labels: {
      check: "check.sh $registryData",
      clean: "clean.sh && bash clean-cri.sh $criData",
      "clean-registry": "clean-registry.sh $registryData $registryConfig",
      init: "init-cri.sh $registryDomain $registryPort && bash init.sh",
      "init-registry": "init-registry.sh $registryData $registryConfig",
      "sealos.io.distribution": "kubernetes",
      "sealos.io.type": "rootfs",
      "sealos.io.version": "v1beta1",
      version: VERSION,
      vip: "$defaultVIP",
    },
    env: {
      SEALOS_SYS_CRI_ENDPOINT: "/var/run/containerd/containerd.sock",
      criData: "/var/lib/containerd",
      defaultVIP: "10.103.97.2",
      disableApparmor: "false",
      registryConfig: "/etc/registry",
      registryData: "/var/lib/registry",
      registryDomain: "sealos.hub",
      registryPassword: "passw0rd",
      registryPort: "5000",
      registryUsername: "admin",
      sandboxImage: "pause:3.9",
    },
  }),
);

function providerBlock({ privateKeyFile }: AnsweringCluster) {
  return { ssh: { user: "root", private_key_file: privateKeyFile, connect_timeout: "5s" } };
}

function hostState(
  index: number,
  { cluster, locate = documentationAddress }: StandingStackOptions,
): HostState {
  const locator: HostLocator = {
    ...locate(index),
    profile: undefined,
    machineId: machineId(index),
    hostKey: cluster.locator.hostKey,
  };
  const name = nodeName(index);
  const given = {
    address: locator.address,
    port: locator.port,
    name,
    cluster_name: "default",
    images: [MOUNT],
    roles: ["worker"],
    registry: {
      ...nothingOf(["domain", "port", "username", "password", "password_version"]),
      address: "192.0.2.1",
    },
    id: formatHostId(locator),
    machine_id: locator.machineId,
    host_key_fingerprint: locator.hostKey,
    arch: "amd64",
    os: "debian 12",
    kernel: "6.1.0-18-amd64",
    memory_bytes: 8_589_934_592,
    cpus: 4,
    rootfs_digest: aMount().treeDigest,
    ...readyWith([
      `${name}: check the machine`,
      `${name}: send rootfs labring/kubernetes:${VERSION} (300 MB)`,
      `${name}: run the image's check script`,
      `${name}: point the registry's name at 192.0.2.1`,
      `${name}: install the container runtime and Kubernetes (the image's init script)`,
      `${name}: check that the container runtime answers`,
    ]),
  };
  return { ...nothingOf(Object.keys(hostSchema.attributes)), ...given } as unknown as HostState;
}

function nodeState(host: HostState, index: number, cluster: AnsweringCluster): NodeState {
  const name = nodeName(index);
  const given = {
    cluster_id: cluster.uid,
    control_plane: [formatHostId(cluster.locator)],
    host_id: host.id,
    name,
    role: "worker",
    kubernetes_version: VERSION,
    id: `${cluster.uid}/${name}`,
    kubelet_version: VERSION,
    condition: "Ready",
    ...readyWith([
      `${name}: kubeadm join as worker`,
      `${name}: balance the API over all control planes (lvscare)`,
      `${name}: wait until the node is Ready`,
    ]),
  };
  return { ...nothingOf(Object.keys(nodeSchema.attributes)), ...given } as unknown as NodeState;
}

function hostBlock({ address, port, name }: HostState) {
  return {
    address,
    ...(port === 22 ? {} : { port }),
    name,
    images: ["${local.rootfs}"],
    roles: ["worker"],
    registry: { address: "192.0.2.1" },
  };
}

function nodeBlock({ cluster_id: clusterId, name }: NodeState) {
  return {
    cluster_id: clusterId,
    control_plane: "${local.control_plane}",
    host_id: `\${sealos_host.${name}.id}`,
    name,
    role: "worker",
    kubernetes_version: VERSION,
  };
}

function hostProgress(state: HostState): JsonValue {
  const phases = [...checkHostPhases, ...prepareHostPhases];
  return hostPrivate(finishedAs(intentsOf(phases, hostSpec(state))), VERSION);
}

function nodeProgress(state: NodeState): JsonValue {
  const spec = nodeSpec(state);
  return nodePrivate(finishedAs(intentsOf(joinNodePhases, spec)), spec);
}

function documentationAddress(index: number) {
  return { address: `198.18.${Math.floor(index / 250)}.${(index % 250) + 1}`, port: 22 };
}

function readyWith(steps: readonly string[]) {
  return {
    ready: true,
    status: "ready",
    generation: "00000000-0000-4000-8000-000000000000",
    steps,
  };
}

function nothingOf(names: readonly string[]): Readonly<Record<string, null>> {
  return Object.fromEntries(names.map((name) => [name, null]));
}

function byName<T>(
  indexes: readonly number[],
  blockOf: (index: number) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(indexes.map((index) => [nodeName(index), blockOf(index)]));
}

function instance(type: string, index: number, attributes: unknown, privateData: JsonValue) {
  return {
    mode: "managed",
    type,
    name: nodeName(index),
    provider: 'provider["registry.terraform.io/cdktf-sealos/sealos"]',
    instances: [
      {
        schema_version: 0,
        attributes,
        private: Buffer.from(JSON.stringify(privateData)).toString("base64"),
        ...(type === "sealos_node" && { dependencies: [`sealos_host.${nodeName(index)}`] }),
      },
    ],
  };
}

/** A state file of these resources. */
function stateFile(resources: readonly unknown[]): string {
  return JSON.stringify({
    version: 4,
    terraform_version: "1.5.0",
    serial: 1,
    lineage: "00000000-0000-4000-8000-000000000001",
    outputs: {},
    resources,
  });
}
