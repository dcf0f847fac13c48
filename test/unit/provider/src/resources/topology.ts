import fc from "fast-check";
import type { ManagedObject, PlainConfig } from "../../../../../provider/sdk/testing";
import type { PipelineEvent } from "../../../../../provider/src/pipeline/events";
import { encodeImageMount } from "../../../../../provider/src/domain/image-mount";
import { aMount, anAppMount } from "../../../../support/builders";
import { createFakePipeline } from "../../../../support/fake-pipeline";
import { aTerraform, textOf, type Terraform } from "./terraform";

/** A machine of a topology. */
export interface Place {
  readonly name: string;
  readonly address: string;
  readonly roles: readonly string[];
  readonly hostname: string | null;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly hasIpvs: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** A cluster, its machines and its applications. */
export interface Topology {
  readonly places: readonly Place[];
  readonly apps: readonly string[];
  readonly mode: "hosts" | "lvscare" | null;
  readonly initCri: boolean;
  /** Content of the rootfs image, where it is not that of the builders. */
  readonly tree?: string;
  readonly appEnv?: Readonly<Record<string, string>>;
}

/** Clusters of one to three control planes, workers and applications. */
export const topologies: fc.Arbitrary<Topology> = fc
  .record({
    controlPlanes: fc.integer({ min: 1, max: 3 }),
    workers: fc.integer({ min: 0, max: 2 }),
    hasHostnames: fc.boolean(),
    labels: fc.constantFrom(null, { pool: "db" }),
    hasIpvs: fc.boolean(),
    apps: fc.subarray(["network", "storage"]),
    mode: fc.constantFrom("hosts", null),
    initCri: fc.boolean(),
  })
  .map(({ controlPlanes, workers, hasHostnames, labels, hasIpvs, apps, mode, initCri }) => {
    const place = (name: string, index: number, roles: readonly string[]): Place => ({
      name,
      address: `192.0.2.${index}`,
      roles,
      hostname: hasHostnames ? `node-${name}` : null,
      labels,
      hasIpvs,
    });
    const own = Array.from({ length: controlPlanes }, (_, index) =>
      place(
        `cp-${index + 1}`,
        index + 1,
        index === 0 ? ["control-plane", "registry"] : ["control-plane"],
      ),
    );
    const others = Array.from({ length: workers }, (_, index) =>
      place(`worker-${index + 1}`, index + 11, ["worker"]),
    );
    return { places: [...own, ...others], apps, mode, initCri };
  });

/** One object of a deployed topology, with the configuration that it came from. */
export interface Deployed {
  readonly type: string;
  readonly config: PlainConfig;
  readonly object: ManagedObject;
  /** The `steps` of its plan, and what happened while it was applied. */
  readonly steps: unknown;
  readonly events: readonly PipelineEvent[];
}

/** Every object of a topology, in the order of their creation. */
export interface Deployment {
  readonly terraform: Terraform;
  readonly objects: readonly Deployed[];
}

/** Deploys a topology, its hosts in the given order, and answers every object; over what stands there, or on new machines. */
export async function deployTopology(
  topology: Topology,
  order: readonly Place[] = topology.places,
  standing?: Deployment,
): Promise<Deployment> {
  const terraform = standing?.terraform ?? (await aTerraform({}, createFakePipeline()));
  const known = new Set(standing?.objects.map(({ config }) => config["address"]));
  const before = new Map(standing?.objects.map((one) => [keyOf(one), one.object]));
  const objects: Deployed[] = [];
  const deploy = async (type: string, config: PlainConfig): Promise<ManagedObject> => {
    const { events } = terraform.world;
    const from = events.length;
    const prior = before.get(keyOf({ type, config })) ?? null;
    const { object, diagnostics, plan } = await terraform.core.deploy(type, config, prior);
    if (object === null || diagnostics.some(({ severity }) => severity === "error")) {
      throw new Error(textOf(diagnostics));
    }
    const steps = plan.action === "no-op" ? [] : (plan.planned as PlainConfig)["steps"];
    objects.push({ type, config, object, steps, events: events.slice(from) });
    return object;
  };
  const images = [
    encodeImageMount(
      aMount({
        ...(topology.initCri && { labels: { "init-cri": "cri.sh" } }),
        ...(topology.tree !== undefined && { digest: topology.tree, treeDigest: topology.tree }),
      }),
    ),
  ];
  const hosts = new Map<string, ManagedObject>();
  for (const { name, address, roles, hostname, hasIpvs, env = {} } of order) {
    const kernelFeatures = {
      ipVs: hasIpvs,
      bridgeNetfilter: true,
      overlay: true,
      cgroupVersion: 2,
    } as const;
    if (!known.has(address)) {
      terraform.world.addMachine(address, name, { kernelFeatures });
    }
    const registry = roles.includes("registry") ? null : { address: "192.0.2.1" };
    const own = { name, address, roles, hostname, registry, images, env, cluster_name: "prod" };
    hosts.set(name, await deploy("sealos_host", own));
  }
  const idOf = ({ name }: Place): string => hosts.get(name)!.state["id"] as string;
  const controlPlanes = topology.places.filter(({ roles }) => roles.includes("control-plane"));
  const cluster = await deploy("sealos_cluster", {
    name: "prod",
    control_plane: Object.fromEntries(controlPlanes.map((place) => [place.name, idOf(place)])),
    rootfs: images[0],
    endpoint: { mode: topology.mode },
  });
  const shared = { cluster_id: cluster.state["id"], control_plane: controlPlanes.map(idOf) };
  for (const place of topology.places) {
    const role = place.roles.includes("worker") ? "worker" : "control-plane";
    const own = { ...shared, host_id: idOf(place), name: place.name, role, labels: place.labels };
    await deploy("sealos_node", own);
  }
  for (const name of topology.apps) {
    const image = encodeImageMount(anAppMount());
    await deploy("sealos_app", { ...shared, name, image, env: topology.appEnv ?? {} });
  }
  return { terraform, objects };
}

/** Names an object among those of a topology. */
export function keyOf({ type, config }: Pick<Deployed, "type" | "config">): string {
  return `${type}.${String(config["name"])}`;
}

/** Destroys what was deployed, the newest object first. */
export async function destroyTopology(
  { core }: Terraform,
  objects: readonly Pick<Deployed, "object">[],
): Promise<void> {
  for (const { object } of objects.toReversed()) {
    const { object: left, diagnostics } = await core.destroy(object);
    if (left !== null) throw new Error(textOf(diagnostics));
  }
}
