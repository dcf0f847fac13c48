import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { DataResource, Testing, TerraformStack } from "cdktf";
import { SealosProvider, Cluster, Host, HostRole, ImageMount } from "../../constructs/src";
import { providerMirror } from "../support/terraform-provider-mirror";

it("plans a cluster on machines of the same stack that do not exist yet", () => {
  const stack = new TerraformStack(Testing.app(), "machines");
  defineMachinesAndCluster(stack);
  const output = Testing.fullSynth(stack);
  const changes = plannedChanges(output);
  rmSync(output, { recursive: true });

  const actions = Object.entries(changes).map(([address, { actions: words }]) => [
    address.replace(/_[0-9A-F]{8}$/, ""),
    ...words,
  ]);
  expect(actions.sort()).toEqual([
    ["sealos_cluster.prod", "create"],
    ["sealos_host.prod_cp-1", "create"],
    ["sealos_host.prod_worker-1", "create"],
    ["sealos_image_mount.kubernetes", "create"],
    ["sealos_node.prod_cp-1_Node", "create"],
    ["sealos_node.prod_worker-1_Node", "create"],
    ["terraform_data.vm-cp-1", "create"],
    ["terraform_data.vm-worker-1", "create"],
  ]);
  const cluster = Object.entries(changes).find(([address]) =>
    address.startsWith("sealos_cluster."),
  );
  expect(cluster?.[1].after).toMatchObject({ name: "prod", pod_subnet: "100.64.0.0/10" });
  // The map's keys are known although no host is: a review sees each member.
  expect(cluster?.[1].after_unknown).toMatchObject({ control_plane: { "cp-1": true } });
});

function defineMachinesAndCluster(stack: TerraformStack): void {
  new SealosProvider(stack, "sealos");
  const image = new ImageMount(stack, "kubernetes", { image: "registry.example/kubernetes:v1" });
  const cluster = new Cluster(stack, "prod", { image, podSubnet: "100.64.0.0/10" });
  const roles = { "cp-1": HostRole.CONTROL_PLANE, "worker-1": HostRole.WORKER };
  for (const [name, role] of Object.entries(roles)) {
    const vm = new DataResource(stack, `vm-${name}`);
    new Host(cluster, name, { address: vm.id, role });
  }
}

interface Change {
  readonly actions: readonly string[];
  readonly after: unknown;
  readonly after_unknown: unknown;
}

function plannedChanges(output: string): Readonly<Record<string, Change>> {
  const cwd = `${output}/stacks/machines`;
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: providerMirror() };
  const terraform = (...args: readonly string[]) =>
    execFileSync("terraform", args, { cwd, env, encoding: "utf8" });
  terraform("init", "-no-color");
  terraform("plan", "-no-color", "-out=plan");
  const { resource_changes: changes } = JSON.parse(terraform("show", "-json", "plan")) as {
    resource_changes: readonly { readonly address: string; readonly change: Change }[];
  };
  return Object.fromEntries(changes.map(({ address, change }) => [address, change]));
}
