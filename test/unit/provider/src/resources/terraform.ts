import { createProviderServer, type Diagnostic } from "../../../../../provider/sdk";
import {
  ProviderHarness,
  type HarnessOptions,
  type ManagedObject,
  type PlainConfig,
} from "../../../../../provider/sdk/testing";
import { encodeImageMount } from "../../../../../provider/src/domain/image-mount";
import type { PipelineEnvironment } from "../../../../../provider/src/pipeline/environment";
import { createProvider } from "../../../../../provider/src/provider";
import { aMount, anAppMount } from "../../../../support/builders";
import { createFakePipeline, type FakePipeline } from "../../../../support/fake-pipeline";

/** Terraform with the provider in this process, on machines in memory. */
export interface Terraform {
  readonly world: FakePipeline;
  readonly core: ProviderHarness;
}

/** A Terraform whose provider block says this; each has a run of its own, on the machines of `world`. */
export async function aTerraform(
  provider: PlainConfig = {},
  world: FakePipeline = createFakePipeline(),
  options: HarnessOptions = {},
): Promise<Terraform> {
  const pipeline: PipelineEnvironment = world.anotherRun();
  const server = createProviderServer(
    createProvider((config) => ({
      pipeline,
      failureMode: config.failure_mode ?? "error",
      deletionProtection: config.deletion_protection ?? true,
      driftCheck: config.drift_check ?? "none",
    })),
  );
  const core = new ProviderHarness(server, options);
  const problems = await core.configure(provider);
  if (problems.length > 0) throw new Error(textOf(problems));
  return { world, core };
}

/** Deploys an object that must come to be without a word. */
export async function deployed(
  { core }: Terraform,
  typeName: string,
  config: PlainConfig,
  object: ManagedObject | null = null,
): Promise<ManagedObject> {
  const result = await core.deploy(typeName, config, object);
  if (result.diagnostics.length > 0) throw new Error(textOf(result.diagnostics));
  return result.object!;
}

/** Diagnostics as a practitioner reads them. */
export function textOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ severity, summary, detail }) => `${severity}: ${summary}\n${detail}`)
    .join("\n\n");
}

/** `sealos_host` `cp-1`, which also serves the registry. */
export function hostConfig(different: PlainConfig = {}): PlainConfig {
  return {
    address: "192.0.2.1",
    name: "cp-1",
    cluster_name: "prod",
    images: [encodeImageMount(aMount())],
    roles: ["control-plane", "registry"],
    ...different,
  };
}

/** `sealos_host` `worker-1`, whose registry is on `cp-1`. */
export function workerConfig(different: PlainConfig = {}): PlainConfig {
  const own = { address: "192.0.2.11", name: "worker-1", roles: ["worker"] };
  return hostConfig({ ...own, registry: { address: "192.0.2.1" }, ...different });
}

/** `sealos_cluster` `prod` on that host. */
export function clusterConfig(host: ManagedObject, different: PlainConfig = {}): PlainConfig {
  return {
    name: "prod",
    control_plane: { "cp-1": host.state["id"] },
    rootfs: encodeImageMount(aMount()),
    ...different,
  };
}

/** Objects that stand for a cluster. */
export interface Stack {
  readonly host: ManagedObject;
  readonly cluster: ManagedObject;
}

/** `sealos_node` `worker-1` on a prepared worker. */
export function nodeConfig(
  { host, cluster }: Stack,
  worker: ManagedObject,
  different: PlainConfig = {},
): PlainConfig {
  return {
    cluster_id: cluster.state["id"],
    control_plane: [host.state["id"]],
    host_id: worker.state["id"],
    name: "worker-1",
    role: "worker",
    ...different,
  };
}

/** `sealos_app` `network`. */
export function appConfig({ host, cluster }: Stack, different: PlainConfig = {}): PlainConfig {
  return {
    cluster_id: cluster.state["id"],
    control_plane: [host.state["id"]],
    name: "network",
    image: encodeImageMount(anAppMount()),
    ...different,
  };
}

/** Machines for `cp-1` and `worker-1`, and the objects of a cluster on the former. */
export async function aStack(terraform: Terraform): Promise<Stack> {
  terraform.world.addMachine("192.0.2.1", "cp-1");
  terraform.world.addMachine("192.0.2.11", "worker-1");
  const host = await deployed(terraform, "sealos_host", hostConfig());
  const cluster = await deployed(terraform, "sealos_cluster", clusterConfig(host));
  return { host, cluster };
}
