import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Resource } from "@cdktf/provider-null/lib/resource";
import { TerraformStack, Testing } from "cdktf";
import { Cluster, Host, HostRole, ImageMount, SealosProvider } from "../../constructs/src";
import { median } from "../bench-row";

/** Medians in seconds: synthesis of a cluster of so many hosts, and of as many `null_resource`, the plainest of the engine, as that stack has. */
export function synthTimes(
  hosts: number,
  times: number,
): { readonly ours: number; readonly peer: number } {
  const [ours, peer]: [number[], number[]] = [[], []];
  // The engine takes a stack trace for every reference; a compiled program has no source maps to look up in each.
  process.setSourceMapsEnabled(false);
  const resources = countResources(synth((stack) => addCluster(stack, hosts)));
  for (let round = 0; round < times; round += 1) {
    ours.push(secondsOf(() => synth((stack) => addCluster(stack, hosts))));
    peer.push(secondsOf(() => synth((stack) => addPlain(stack, resources))));
  }
  return { ours: median(ours), peer: median(peer) };
}

function synth(define: (stack: TerraformStack) => void): string {
  const stack = new TerraformStack(Testing.app(), "stack");
  define(stack);
  return Testing.synth(stack, true);
}

function addCluster(stack: TerraformStack, hosts: number): void {
  new SealosProvider(stack, "provider");
  const image = new ImageMount(stack, "kubernetes", { image: "labring/kubernetes:v1.31.0" });
  const cluster = new Cluster(stack, "prod", { image });
  for (let index = 0; index < hosts; index += 1) {
    new Host(cluster, index === 0 ? "cp-1" : `worker-${index}`, {
      address: `198.18.${Math.floor(index / 250)}.${(index % 250) + 1}`,
      role: index === 0 ? HostRole.CONTROL_PLANE : HostRole.WORKER,
    });
  }
}

function addPlain(stack: TerraformStack, resources: number): void {
  new NullProvider(stack, "provider");
  for (let index = 0; index < resources; index += 1) {
    new Resource(stack, `plain-${index}`, { triggers: { name: `worker-${index}` } });
  }
}

function countResources(text: string): number {
  const { resource = {} } = JSON.parse(text) as { resource?: Record<string, object> };
  return Object.values(resource).reduce((sum, blocks) => sum + Object.keys(blocks).length, 0);
}

function secondsOf(work: () => unknown): number {
  const from = performance.now();
  work();
  return (performance.now() - from) / 1000;
}
