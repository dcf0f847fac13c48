import { readFileSync } from "node:fs";
import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, type ClusterStack, type StackHost } from "../support/cluster-stack";
import { KUBECTL, nodesOf } from "../support/lab-cluster";
import { labDifferences, traceDifferences } from "../support/lab-traces";
import { announcedSteps, ranSteps } from "../support/planned-steps";
import {
  errorsOf,
  openWorkspace,
  type TerraformPlan,
  type TerraformRun,
  type TerraformWorkspace,
} from "../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;
const HOSTS = [1, 2, 3, 4];
const CONFIG = "/etc/rancher/k3s/config.yaml";
const node = { distribution: "k3s" };

describeLab("a cluster of k3s: a server, an agent, an application; then three servers", () => {
  let lab: Lab;
  let workspace: TerraformWorkspace;
  let stack: ClusterStack;
  let before: readonly (readonly string[])[];
  let planned: TerraformPlan;
  let applied: TerraformRun;

  const traces = () => Promise.all(HOSTS.map((host) => lab.trace(host)));
  const server = (host: number): StackHost => ({ lab: host, role: "control-plane", node });
  const applyWith = async (hosts: ClusterStack["hosts"]) => {
    stack = { ...stack, hosts };
    return workspace.apply(clusterConfiguration(stack));
  };
  /** Names of the members of etcd, as k3s tells by its nodes. */
  const membersOf = async (host: number) => {
    const path = "{.items[*].metadata.annotations.etcd\\.k3s\\.cattle\\.io/node-name}";
    const names = await lab.ssh(host, `${KUBECTL} get nodes -o jsonpath='${path}'`);
    return names.split(" ").map((name) => name.replace(/-[0-9a-f]{8}$/, ""));
  };

  beforeAll(async () => {
    const images = await labImages("k3s-v1.20.2", "app-1.0");
    lab = await openLab({ hosts: HOSTS.length, index: 0 });
    workspace = openWorkspace();
    before = await traces();
    stack = {
      workspace,
      lab,
      rootfs: images["k3s-v1.20.2"]!,
      hosts: {
        "cp-1": server(1),
        "worker-1": { lab: 4, role: "worker", node: { ...node, labels: { pool: "edge" } } },
      },
      registry: "worker-1",
      cluster: {
        distribution: "k3s",
        k3s_config: "cluster-domain: edge.local\nkubelet-arg: [max-pods=50]\n",
      },
      apps: { hello: { mount: { image: images["app-1.0"]! } } },
    };
    // In one go: nothing of the image is known while this is planned.
    planned = await workspace.plan(clusterConfiguration(stack));
    applied = await workspace.applyPlan();
  }, 300_000);
  afterAll(async () => {
    await lab.down();
    workspace.remove();
  });

  test("applies, and runs the steps that the plan announced", () => {
    expect(errorsOf(applied)).toBe("");
    const announced = announcedSteps(planned.steps);
    expect(ranSteps(workspace.events(), announced)).toEqual(announced);
  });

  test("makes nodes that are Ready, with their labels", async () => {
    expect(await nodesOf(lab, 1)).toMatchObject([
      { name: "cp-1", ready: true, labels: { "sealos.io/distribution": "k3s" } },
      { name: "worker-1", ready: true, labels: { pool: "edge" } },
    ]);
  });

  test("gives servers and agents their options, for root's eyes", async () => {
    const read = (host: number) => lab.ssh(host, `stat -c %a ${CONFIG}; cat ${CONFIG}`);
    const [first, agent] = [await read(1), await read(4)];
    expect(first).toMatch(/^600\n/);
    expect(first).toContain("cluster-init: true");
    expect(first).toContain("cluster-domain: edge.local");
    expect(first).toContain("flannel-backend: host-gw"); // the image's
    expect(first).toMatch(/^token: [0-9a-f]{64}$/m);
    expect(agent).toMatch(/^600\n/);
    expect(agent).toMatch(/^token: K10[0-9a-f]{64}::node:[0-9a-f]{64}$/m);
    expect(agent).not.toMatch(/cluster-domain|agent-token/);
  });

  test("keeps its tokens out of state, plan and event log, and out of the journals", async () => {
    const config = await lab.ssh(1, `cat ${CONFIG}`);
    const tokens = [...config.matchAll(/token: ([0-9a-f]{64})/g)].map(([, token]) => token!);
    expect(tokens).toHaveLength(2);
    const journals = await Promise.all(
      [1, 4].map((host) => lab.ssh(host, "cat /var/lib/sealos/journal.json")),
    );
    const log = readFileSync(workspace.eventLog, "utf8");
    for (const text of [workspace.stateText(), planned.json, log, ...journals])
      for (const token of tokens) expect(text).not.toContain(token);
  });

  test("runs the application", async () => {
    expect(await lab.ssh(1, `${KUBECTL} get deployments -o name`)).toMatch(/^deployment/);
  });

  test("leaves a Clusterfile with the options", async () => {
    const clusterfile = await lab.ssh(1, "cat /root/.sealos/default/Clusterfile");
    expect(clusterfile).toMatch(/kind: Cluster\n[^]*---\ncluster-domain: edge\.local/);
  });

  test("plans nothing afterwards", async () => {
    expect((await workspace.plan()).actions).toEqual({});
  });

  test("refuses at plan what k3s does not do in place", async () => {
    const changed = { ...stack, cluster: { ...stack.cluster, k3s_config: "debug: true\n" } };
    const refused = await workspace.apply(clusterConfiguration(changed));
    expect(errorsOf(refused)).toContain("K3s Options Of Cluster default Cannot Change In Place");
    await workspace.plan(clusterConfiguration(stack));
  });

  test("grows to three servers, each a member of etcd", async () => {
    const grown = await applyWith({ ...stack.hosts, "cp-2": server(2), "cp-3": server(3) });
    expect(errorsOf(grown)).toBe("");
    expect((await nodesOf(lab, 3)).every(({ ready }) => ready)).toBe(true);
    expect((await membersOf(3)).sort()).toEqual(["cp-1", "cp-2", "cp-3"]);
    expect((await workspace.plan()).actions).toEqual({});
  }, 180_000);

  test("lets the first server go, and the others serve", async () => {
    const { "cp-1": first, ...others } = stack.hosts;
    expect(errorsOf(await applyWith(others))).toBe("");
    expect((await nodesOf(lab, 2)).map(({ name }) => name)).toEqual(["cp-2", "cp-3", "worker-1"]);
    expect((await nodesOf(lab, 2)).every(({ ready }) => ready)).toBe(true);
    expect((await membersOf(2)).sort()).toEqual(["cp-2", "cp-3"]);
    expect(traceDifferences(before[first!.lab - 1]!, await lab.trace(first!.lab))).toEqual([]);
    expect((await workspace.plan()).actions).toEqual({});
  }, 180_000);

  test("leaves every host as it was, once destroyed", async () => {
    expect(errorsOf(await workspace.destroy())).toBe("");
    expect(labDifferences(before, await traces())).toEqual([]);
  }, 180_000);
});
