import type { ManagedObject } from "../../../../../provider/sdk/testing";
import { aStack, aTerraform, clusterConfig, textOf, type Stack, type Terraform } from "./terraform";

let terraform: Terraform;
let stack: Stack;
beforeEach(async () => {
  terraform = await aTerraform();
  stack = await aStack(terraform);
});

/** A further control plane in the cluster's books, whether or not the configuration knows it. */
function addMember(name: string, isLiving = true): void {
  const { nodes, members, silentMembers } = terraform.world.cluster;
  nodes.set(name, { ...nodes.get("cp-1")!, name, ready: isLiving });
  members.add(name);
  if (!isLiving) silentMembers.add(name);
}

async function look(): Promise<{ object: ManagedObject; said: string }> {
  const { object, diagnostics } = await terraform.core.read(stack.cluster);
  return { object: object!, said: textOf(diagnostics) };
}

const planWith = (object: ManagedObject, ...names: readonly string[]) => {
  const id = stack.host.state["id"] as string;
  const ids = names.map((name, index) => [
    name,
    index === 0 ? id : id.replace("192.0.2.1", `192.0.2.${String(index + 20)}`),
  ]);
  const config = clusterConfig(stack.host, { control_plane: Object.fromEntries(ids) });
  return terraform.core.plan("sealos_cluster", config, object);
};

describe("the control planes of sealos_cluster", () => {
  it("are no news while they are what the configuration says", async () => {
    expect((await look()).said).toBe("");
  });

  it("that the configuration does not know are told", async () => {
    addMember("cp-9");
    expect((await look()).said).toMatch(
      /^warning: Control Plane cp-9 Is Not In Cluster prod's Configuration/,
    );
  });

  it("that are only etcd's are told", async () => {
    terraform.world.cluster.members.add("cp-9");
    expect((await look()).said).toMatch(/Has A Member Without A Node: cp-9/);
  });

  it("are not changed where the living ones would lose their majority", async () => {
    addMember("cp-2");
    addMember("cp-3", false);
    const { object, said } = await look();
    expect(said).toMatch(/warning: Etcd Of cp-3 Does Not Answer\nOf 3 members of etcd, 2 answer/);
    const refused = await planWith(object, "cp-1", "cp-3");
    expect(textOf(refused.diagnostics)).toMatch(
      /error: Control Planes Of cluster prod Would Lose Their Majority\n.*cp-3 does not answer[^]*remove cp-3 from the configuration first/,
    );
    expect(textOf((await planWith(object, "cp-1", "cp-2")).diagnostics)).not.toContain("error:");
  });
});
