import { labImages, labPossible, openLab, type Lab } from "../../../lab/open-lab";
import { clusterConfiguration, type StackHost } from "../cluster-stack";
import { etcdMembersOf, nodesOf } from "../lab-cluster";
import { labDifferences } from "../lab-traces";
import { errorsOf, openWorkspace, type TerraformWorkspace } from "../terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;

const controlPlane = (lab: number): StackHost => ({ lab, role: "control-plane" });
const worker = (lab: number): StackHost => ({ lab, role: "worker" });
const ALL = {
  "cp-1": controlPlane(1),
  "cp-2": controlPlane(2),
  "cp-3": controlPlane(3),
  "worker-1": worker(4),
  "worker-2": worker(5),
};
export type NodeName = keyof typeof ALL;
/** Nodes of the cluster, by name: up to three control planes, two workers, or what {@link promoted} makes of them. */
export type Nodes = readonly (NodeName | readonly [NodeName, StackHost])[];

/** A worker that becomes a control plane, and still takes the application. */
export const promoted = (name: NodeName): [NodeName, StackHost] => [
  name,
  { ...controlPlane(ALL[name].lab), node: { taints: [] } },
];

/** A cluster of real Kubernetes on five lab hosts, with an application of two pods. */
export interface RealCluster {
  readonly lab: Lab;
  /** Applies a cluster of these nodes, whose registry is on the one named first. */
  apply(version: string, registry: NodeName, ...nodes: Nodes): Promise<void>;
  /** Every node Ready at the version, etcd of the control planes healthy, nothing left to do. */
  expectCluster(version: string, ...nodes: Nodes): Promise<void>;
  /** Destroys it; all hosts are as they were before. */
  expectNoTrace(): Promise<void>;
}

/** Declares tests of one cluster's life: the later ones build on the earlier ones. */
export function describeRealCluster(
  title: string,
  versions: readonly string[],
  tests: (cluster: () => RealCluster) => void,
): void {
  describeLab(title, () => {
    let lab: Lab;
    let workspace: TerraformWorkspace;
    let cluster: RealCluster;

    beforeAll(async () => {
      const images = await labImages(...versions.map((name) => `kubernetes-${name}`), "app-1.0");
      lab = await openLab({ hosts: 5 });
      workspace = openWorkspace();
      cluster = await realCluster(lab, workspace, images);
    }, 1_800_000);
    afterAll(async () => {
      workspace.remove();
      await lab.down();
    });

    tests(() => cluster);
  });
}

async function realCluster(
  lab: Lab,
  workspace: TerraformWorkspace,
  images: Readonly<Record<string, string>>,
): Promise<RealCluster> {
  const traces = () => Promise.all([1, 2, 3, 4, 5].map((host) => lab.trace(host)));
  const before = await traces();
  return {
    lab,
    async apply(version, registry, ...nodes) {
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
    },
    async expectCluster(version, ...nodes) {
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
    },
    async expectNoTrace() {
      expect(errorsOf(await workspace.destroy())).toBe("");
      expect(labDifferences(before, await traces())).toEqual([]);
    },
  };
}

const hostsOf = (nodes: Nodes): Readonly<Record<string, StackHost>> =>
  Object.fromEntries(nodes.map((node) => (typeof node === "string" ? [node, ALL[node]] : node)));

async function expectHealthyEtcd(lab: Lab, hosts: readonly number[]): Promise<void> {
  for (const host of hosts) {
    expect(await lab.ssh(host, "curl -s http://127.0.0.1:2381/health")).toContain('"true"');
  }
}
