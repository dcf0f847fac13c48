import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, type ClusterStack } from "../support/cluster-stack";
import { etcdMembersOf, nodesOf, stepTimes } from "../support/lab-cluster";
import { traceDifferences } from "../support/lab-traces";
import {
  errorsOf,
  openWorkspace,
  type TerraformRun,
  type TerraformWorkspace,
} from "../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;

describeLab("a cluster with three control planes", () => {
  let lab: Lab;
  let workspace: TerraformWorkspace;
  let stack: ClusterStack;
  let applied: TerraformRun;
  let before: readonly (readonly string[])[];

  const hosts = {
    "cp-1": { lab: 1, role: "control-plane" },
    "cp-2": { lab: 2, role: "control-plane" },
    "cp-3": { lab: 3, role: "control-plane" },
    "worker-1": { lab: 4, role: "worker" },
  } as const;
  const withHosts = (...names: readonly (keyof typeof hosts)[]) =>
    clusterConfiguration({
      ...stack,
      hosts: Object.fromEntries(names.map((name) => [name, hosts[name]])),
    });
  const names = async (api = 1) => (await nodesOf(lab, api)).map(({ name }) => name);

  beforeAll(async () => {
    const images = await labImages("standin");
    lab = await openLab({ hosts: 4, index: 1 });
    before = await Promise.all([1, 2, 3, 4].map((host) => lab.trace(host)));
    workspace = openWorkspace();
    const keyPath = lab.inventory.hosts[0]!.keyPath;
    stack = {
      workspace,
      lab,
      rootfs: images["standin-v1.20.2"]!,
      hosts,
      registry: "cp-3",
      provider: {
        ssh: {
          private_key_file: keyPath,
          known_hosts_file: lab.inventory.knownHosts,
          connect_timeout: "2s",
          keepalive: "1s",
        },
      },
    };
    applied = await workspace.apply(withHosts("cp-1", "cp-2", "cp-3"));
  }, 300_000);
  afterAll(async () => {
    await lab.down();
    workspace.remove();
  });

  test("has all of them in etcd", async () => {
    expect(errorsOf(applied)).toBe("");
    expect(await names()).toEqual(["cp-1", "cp-2", "cp-3"]);
    expect(await etcdMembersOf(lab, 1)).toEqual(["cp-1", "cp-2", "cp-3"]);
  });

  test("takes a worker in later without a step on the hosts that are there", async () => {
    const journals = () => Promise.all([1, 2, 3].map((host) => stepTimes(lab, host)));
    const times = await journals();
    const plan = await workspace.plan(withHosts("cp-1", "cp-2", "cp-3", "worker-1"));
    expect(plan.actions).toEqual({
      "sealos_host.worker-1": ["create"],
      "sealos_node.worker-1": ["create"],
    });
    expect(errorsOf(await workspace.applyPlan())).toBe("");
    expect(await names()).toEqual(["cp-1", "cp-2", "cp-3", "worker-1"]);
    expect(await journals()).toEqual(times);
  });

  test("only warns of a host that does not answer, and plans nothing because of it", async () => {
    await lab.run("cut", "4");
    expect(await workspace.plan()).toMatchObject({ code: 0, actions: {} });
    const closer = { ...stack.provider, drift_check: "sampled" };
    const plan = await workspace.plan(clusterConfiguration({ ...stack, provider: closer }));
    expect(plan).toMatchObject({ code: 0, actions: {} });
    expect(plan.text).toMatch(/Warning: worker-1 Was Not Refreshed .*state keeps what was known/);
  });

  test("removes a dead worker from the side of the living, and says what stays on its host", async () => {
    const run = await workspace.apply(withHosts("cp-1", "cp-2", "cp-3"));
    expect(errorsOf(run)).toBe("");
    expect(await names()).toEqual(["cp-1", "cp-2", "cp-3"]);
    expect(run.text).toMatch(/Warning: worker-1 Was Removed Without Its Host/);
    expect(run.text).toMatch(
      /Warning: worker-1 Was Forgotten Without Being Cleaned .*no answer from an SSH server/,
    );
    expect((await workspace.plan()).actions).toEqual({});
  });

  test("takes a host in again that was dead and forgotten", async () => {
    await lab.run("mend", "4");
    const run = await workspace.apply(withHosts("cp-1", "cp-2", "cp-3", "worker-1"));
    expect(errorsOf(run)).toBe("");
    expect(await names()).toEqual(["cp-1", "cp-2", "cp-3", "worker-1"]);
    expect((await workspace.plan()).actions).toEqual({});
  });

  test("lets the control plane go on which it was made: out of etcd, host as it was", async () => {
    expect(errorsOf(await workspace.apply(withHosts("cp-2", "cp-3")))).toBe("");
    expect(await names(2)).toEqual(["cp-2", "cp-3"]);
    expect(await etcdMembersOf(lab, 2)).toEqual(["cp-2", "cp-3"]);
    for (const host of [1, 4]) {
      expect(traceDifferences(before[host - 1]!, await lab.trace(host))).toEqual([]);
    }
    expect((await workspace.plan()).actions).toEqual({});
  });

  test("is gone without a trace once destroyed", async () => {
    expect(errorsOf(await workspace.destroy())).toBe("");
    for (const host of [2, 3]) {
      expect(traceDifferences(before[host - 1]!, await lab.trace(host))).toEqual([]);
    }
  });
});
