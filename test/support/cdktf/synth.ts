import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Testing, TerraformProvider, TerraformStack } from "cdktf";
import { Cluster, Host, HostRole, ImageMount, SealosProvider } from "../../../constructs/src";

/** A resource block of `cdk.tf.json`, its metadata left out. */
export type Block = Readonly<Record<string, unknown>>;

/** What a stack synthesizes to. */
export interface Synthesized {
  readonly text: string;
  readonly provider: Readonly<Record<string, readonly Block[]>>;
  /** Blocks of one Terraform type by logical id without its hash. */
  readonly blocks: (type: string) => Readonly<Record<string, Block>>;
  /** The only block of one Terraform type. */
  readonly only: (type: string) => Block;
}

/** Synthesizes one stack with all validations on, as the CLI does; adds the provider blocks where there is none. */
export function synth(define: (stack: TerraformStack) => void): Synthesized {
  const stack = new TerraformStack(Testing.app(), "stack");
  define(stack);
  if (!stack.node.findAll().some((each) => TerraformProvider.isTerraformProvider(each)))
    addProviders(stack);
  const text = Testing.synth(stack, true);
  const json = JSON.parse(text) as {
    provider?: Record<string, Block[]>;
    resource?: Record<string, Record<string, Block>>;
  };
  const blocks = (type: string) => withoutHashes(json.resource?.[type] ?? {});
  return {
    text,
    provider: json.provider ?? {},
    blocks,
    only(type) {
      const [first, ...others] = Object.values(blocks(type));
      if (first === undefined || others.length > 0) throw new Error(`${type}: not exactly one`);
      return first;
    },
  };
}

/** The rootfs image of a stack. */
export function kubernetesImage(stack: TerraformStack): ImageMount {
  return new ImageMount(stack, "kubernetes", { image: "labring/kubernetes:v1.31.0" });
}

/** A cluster with one control plane and one worker. */
export function smallCluster(stack: TerraformStack): Cluster {
  const cluster = new Cluster(stack, "prod", { image: kubernetesImage(stack) });
  new Host(cluster, "cp-1", { address: "192.0.2.11", role: HostRole.CONTROL_PLANE });
  new Host(cluster, "worker-1", { address: "192.0.2.21", role: HostRole.WORKER });
  return cluster;
}

function addProviders(stack: TerraformStack): void {
  new SealosProvider(stack, "sealos-provider");
  new NullProvider(stack, "null-provider");
}

function withoutHashes(blocks: Record<string, Block>): Record<string, Block> {
  return Object.fromEntries(
    Object.entries(blocks).map(([id, { "//": _metadata, ...block }]) => [
      id.replace(/_[0-9A-F]{8}$/, ""),
      block,
    ]),
  );
}
