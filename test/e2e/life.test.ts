import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, type StackHost } from "../support/cluster-stack";
import { etcdMembersOf, KUBECTL, nodesOf } from "../support/lab-cluster";
import { traceDifferences } from "../support/lab-traces";
import { startRequests } from "../support/request-loop";
import { errorsOf, openWorkspace, type TerraformWorkspace } from "../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;
const [FIRST, SECOND] = ["v1.20.2", "v1.20.15"] as const;

const controlPlane = (lab: number): StackHost => ({ lab, role: "control-plane" });
const worker = (lab: number): StackHost => ({ lab, role: "worker" });
const ALL = {
  "cp-1": controlPlane(1),
  "cp-2": controlPlane(2),
  "cp-3": controlPlane(3),
  "worker-1": worker(4),
  "worker-2": worker(5),
};
type NodeName = keyof typeof ALL;
/** Nodes of the cluster, by name; a name stands for the node as {@link ALL} has it. */
type Nodes = readonly (NodeName | readonly [NodeName, StackHost])[];
/** A worker that becomes a control plane, and still takes the application. */
const promoted = (name: NodeName): [NodeName, StackHost] => [
  name,
  { ...controlPlane(ALL[name].lab), node: { taints: [] } },
];
const hostsOf = (nodes: Nodes): Readonly<Record<string, StackHost>> =>
  Object.fromEntries(nodes.map((node) => (typeof node === "string" ? [node, ALL[node]] : node)));

// The later states build on the earlier ones: this is one cluster's life.
describeLab("the life of a real cluster", () => {
  let lab: Lab;
  let workspace: TerraformWorkspace;
  let images: Readonly<Record<string, string>>;
  let before: readonly (readonly string[])[];
  let version: string = FIRST;

  const apply = async (registry: NodeName, ...nodes: Nodes) => {
    const hosts = hostsOf(nodes);
    const configuration = clusterConfiguration({
      workspace,
      lab,
      rootfs: images[`kubernetes-${version}`]!,
      hosts,
      registry,
      apps: { hello: { mount: { image: images["app-1.0"], env: { replicas: "2" } } } },
    });
    const run = await workspace.apply(configuration);
    console.log(
      `${Object.keys(hosts).join(", ")} at ${version}: applied in ${run.seconds.toFixed(0)} s`,
    );
    expect(errorsOf(run)).toBe("");
  };

  /** Every node Ready at the version, etcd of these control planes healthy, nothing left to do. */
  const expectCluster = async (...nodes: Nodes) => {
    const hosts = hostsOf(nodes);
    const control = Object.keys(hosts).filter((name) => hosts[name]!.role === "control-plane");
    const asked = hosts[control[0]!]!.lab;
    expect(await nodesOf(lab, asked)).toMatchObject(
      Object.keys(hosts)
        .sort()
        .map((name) => ({ name, ready: true, version })),
    );
    expect(await etcdMembersOf(lab, asked)).toEqual([...control].sort());
    await expectHealthyEtcd(
      lab,
      control.map((name) => hosts[name]!.lab),
    );
    expect((await workspace.plan()).actions).toEqual({});
  };

  beforeAll(async () => {
    images = await labImages(`kubernetes-${FIRST}`, `kubernetes-${SECOND}`, "app-1.0");
    lab = await openLab({ hosts: 5 });
    before = await Promise.all([1, 2, 3, 4, 5].map((host) => lab.trace(host)));
    workspace = openWorkspace();
  }, 1_800_000);
  afterAll(async () => {
    workspace.remove();
    await lab.down();
  }, 60_000);

  test("begins with one control plane, two workers and an application", async () => {
    await apply("cp-1", "cp-1", "worker-1", "worker-2");
    await expectCluster("cp-1", "worker-1", "worker-2");
  }, 600_000);

  test("grows to three control planes", async () => {
    await apply("cp-1", "cp-1", "cp-2", "cp-3", "worker-1", "worker-2");
    await expectCluster("cp-1", "cp-2", "cp-3", "worker-1", "worker-2");
  }, 900_000);

  test("grows to five control planes, which were workers, and shrinks to three again", async () => {
    const five: Nodes = ["cp-1", "cp-2", "cp-3", promoted("worker-1"), promoted("worker-2")];
    await apply("cp-1", ...five);
    await expectCluster(...five);
    await apply("cp-1", "cp-1", "cp-2", "cp-3", "worker-1", "worker-2");
    await expectCluster("cp-1", "cp-2", "cp-3", "worker-1", "worker-2");
  }, 1_800_000);

  test("is upgraded while application and API are asked all the time", async () => {
    await offerApplication(lab);
    const requests = await startRequests(lab, 4);
    version = SECOND;
    await apply("cp-1", "cp-1", "cp-2", "cp-3", "worker-1", "worker-2");
    for (const { name, sent, failed } of await requests.stop()) {
      console.log(`${name}: ${sent} requests during the upgrade, ${failed} failed`);
      expect(sent).toBeGreaterThan(50);
    }
    await expectCluster("cp-1", "cp-2", "cp-3", "worker-1", "worker-2");
  }, 1_800_000);

  test("goes on without its first control plane", async () => {
    await apply("cp-2", "cp-2", "cp-3", "worker-1", "worker-2");
    await expectCluster("cp-2", "cp-3", "worker-1", "worker-2");
  }, 900_000);

  test("shrinks to one control plane and one worker", async () => {
    await apply("cp-2", "cp-2", "worker-1");
    await expectCluster("cp-2", "worker-1");
  }, 900_000);

  test("ends without a trace on any host", async () => {
    expect(errorsOf(await workspace.destroy())).toBe("");
    for (const [index, trace] of before.entries()) {
      expect(traceDifferences(trace, await lab.trace(index + 1))).toEqual([]);
    }
  }, 600_000);
});

async function expectHealthyEtcd(lab: Lab, hosts: readonly number[]): Promise<void> {
  for (const host of hosts) {
    expect(await lab.ssh(host, "curl -s http://127.0.0.1:2381/health")).toContain('"true"');
  }
}

/** A service in front of the application, and a budget that keeps one of its pods through every drain. */
async function offerApplication(lab: Lab): Promise<void> {
  await lab.ssh(
    1,
    `${KUBECTL} expose deployment lab-app --name=lab-app --port=80 --target-port=8080`,
  );
  await lab.ssh(
    1,
    `${KUBECTL} create poddisruptionbudget lab-app --selector=app=lab-app --min-available=1`,
  );
}
