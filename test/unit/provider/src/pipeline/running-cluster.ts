import type { Distribution } from "../../../../../provider/src/domain/distribution";
import type { HostLocator } from "../../../../../provider/src/domain/host-locator";
import type { NodeRole, NodeSpec } from "../../../../../provider/src/domain/node-spec";
import { initCluster } from "../../../../../provider/src/pipeline/init-cluster";
import { joinNode } from "../../../../../provider/src/pipeline/join-node";
import { prepareHost } from "../../../../../provider/src/pipeline/prepare-host";
import { aClusterSpec, aHostSpec, aLocator, aMount, aNodeSpec } from "../../../../support/builders";
import { createFakePipeline, type FakePipeline } from "../../../../support/fake-pipeline";
import type { FakeMachine } from "../../../../support/fake-pipeline-machine";

/** The signal of a run that nobody aborts. */
export const { signal } = new AbortController();

const ADDRESSES: Readonly<Record<string, string>> = {
  "cp-1": "192.0.2.1",
  "cp-2": "192.0.2.2",
  "cp-3": "192.0.2.3",
  "worker-1": "192.0.2.11",
  "worker-2": "192.0.2.12",
};

/** Cluster `prod` on `cp-1`, with further machines that were never touched. */
export interface RunningCluster {
  readonly world: FakePipeline;
  machine(name: string): FakeMachine;
  locator(name: string): HostLocator;
  /** What a node of that name shall be; all control planes that exist serve it. */
  node(name: string, role: NodeRole): NodeSpec;
  prepare(name: string): Promise<{ readonly host: HostLocator }>;
  join(name: string, role: NodeRole): Promise<NodeSpec>;
}

/** Makes the cluster, by the pipeline itself, from an image of that distribution. */
export async function aRunningCluster(
  distribution: Distribution = "kubernetes",
): Promise<RunningCluster> {
  const rootfs = aMount({ distribution });
  const world = createFakePipeline();
  const machines = new Map(
    Object.entries(ADDRESSES).map(([name, address]) => [name, world.addMachine(address, name)]),
  );
  const locator = (name: string): HostLocator => aLocator({ address: ADDRESSES[name]! });
  const cluster: RunningCluster = {
    world,
    machine: (name) => machines.get(name)!,
    locator,
    node: (name, role) =>
      aNodeSpec({
        name,
        role,
        distribution,
        host: locator(name),
        controlPlanes: [locator("cp-1"), locator("cp-2")],
      }),
    async prepare(name) {
      const roles = name === "cp-1" ? ["control-plane", "registry"] : ["worker"];
      const images = [rootfs];
      const registry = { domain: null, port: null, address: name === "cp-1" ? null : "192.0.2.1" };
      const spec = aHostSpec({ name, address: ADDRESSES[name]!, roles, registry, images });
      const request = { locator: locator(name), spec, generation: "g1", signal };
      const { failure } = await prepareHost(world.environment, request);
      if (failure !== undefined) throw failure as Error;
      return { host: locator(name) };
    },
    async join(name, role) {
      await cluster.prepare(name);
      const spec = cluster.node(name, role);
      const { failure } = await joinNode(world.environment, { spec, signal });
      if (failure !== undefined) throw failure as Error;
      return spec;
    },
  };
  await cluster.prepare("cp-1");
  const { failure } = await initCluster(world.environment, {
    spec: aClusterSpec({ rootfs, distribution }),
    signal,
  });
  if (failure !== undefined) throw failure as Error;
  return cluster;
}
