import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import type { PipelineEvent } from "../../provider/src/pipeline/events";
import { clusterConfiguration, type ClusterStack } from "../support/cluster-stack";
import { etcdMembersOf, KUBECTL, nodesOf, stepTimes } from "../support/lab-cluster";
import { errorsOf, openWorkspace, type TerraformWorkspace } from "../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;

const MACHINES = {
  "cp-1": { lab: 1, role: "control-plane" },
  "cp-2": { lab: 2, role: "control-plane" },
  "cp-3": { lab: 3, role: "control-plane" },
  "cp-4": { lab: 4, role: "control-plane" },
  "cp-5": { lab: 5, role: "control-plane" },
  "worker-1": { lab: 6, role: "worker" },
  "worker-2": { lab: 7, role: "worker" },
} as const;
type Name = keyof typeof MACHINES;

const isControlPlane = (name: Name): boolean => MACHINES[name].role === "control-plane";

describeLab("a cluster that grows and shrinks", () => {
  let lab: Lab;
  let workspace: TerraformWorkspace;
  let stack: ClusterStack;

  beforeAll(async () => {
    const images = await labImages("standin");
    lab = await openLab({ hosts: 7, index: 3 });
    workspace = openWorkspace();
    stack = { workspace, lab, rootfs: images["standin-v1.20.2"]!, hosts: MACHINES };
  }, 300_000);
  afterAll(async () => {
    await lab.down();
    workspace.remove();
  });

  /** By references, not by addresses: then the registry's host comes first however few things run at once. */
  const withHosts = (registry: Name, names: readonly Name[]) => {
    const address = `\${sealos_host.${registry}.address}`;
    const host = (name: Name) => (name === registry ? {} : { host: { registry: { address } } });
    const hosts = names.map((name) => [name, { ...MACHINES[name], ...host(name) }] as const);
    return clusterConfiguration({ ...stack, registry, hosts: Object.fromEntries(hosts) });
  };
  const labOf = (name: Name): number => MACHINES[name].lab;
  const fileOn = (name: Name, path: string) => lab.ssh(labOf(name), `cat ${path}`);
  const addressOf = (name: Name): string => lab.inventory.hosts[labOf(name) - 1]!.address;

  async function scaleTo(registry: Name, names: readonly Name[], parallelism: number) {
    const before = workspace.events().length;
    const run = await workspace.apply(
      withHosts(registry, names),
      `-parallelism=${String(parallelism)}`,
    );
    expect(errorsOf(run)).toBe("");
    const events = workspace.events().slice(before);
    const controlPlanes = names.filter(isControlPlane);
    for (const name of controlPlanes) {
      expect(await etcdMembersOf(lab, labOf(name))).toEqual(controlPlanes.toSorted());
    }
    const nodes = await nodesOf(lab, labOf(controlPlanes[0]!));
    expect(nodes.map(({ name, ready }) => [name, ready])).toEqual(
      names.toSorted().map((name) => [name, true]),
    );
    expect(overlapping(events)).toEqual([]);
    expect(await workspace.plan()).toMatchObject({ code: 0, actions: {} });
    return events;
  }

  test("begins with one control plane", async () => {
    await scaleTo("worker-1", ["cp-1", "worker-1"], 10);
  }, 480_000);

  test("grows to three control planes and a worker at once, doing on old hosts what a join needs", async () => {
    const times = await Promise.all([1, 6].map((host) => stepTimes(lab, host)));
    const names: Name[] = ["cp-1", "cp-2", "cp-3", "worker-1", "worker-2"];
    const events = await scaleTo("worker-1", names, 50);
    expect(stepsOn(events, "cp-1")).toEqual(["record-cluster", "write-clusterfile"]);
    expect(stepsOn(events, "worker-1")).toEqual(["api-server-host", "lvscare"]);
    const after = await Promise.all([1, 6].map((host) => stepTimes(lab, host)));
    expect(changed(times[0]!, after[0]!)).toEqual(["record-cluster", "write-clusterfile"]);
    expect(changed(times[1]!, after[1]!)).toEqual(["api-server-host", "lvscare"]);
  }, 480_000);

  test("knows its control planes on every worker, and itself on every control plane", async () => {
    for (const name of ["worker-1", "worker-2"] as const) {
      const hosts = await fileOn(name, "/etc/hosts");
      for (const other of ["cp-1", "cp-2", "cp-3"] as const) {
        expect(hosts).toContain(`${addressOf(other)} apiserver.cluster.local # sealos`);
      }
    }
    for (const name of ["cp-1", "cp-2", "cp-3"] as const) {
      const hosts = await fileOn(name, "/etc/hosts");
      expect(hosts.match(/.*apiserver\.cluster\.local.*/g)).toEqual([
        `${addressOf(name)} apiserver.cluster.local # sealos`,
      ]);
      expect(await fileOn(name, "/root/.sealos/default/Clusterfile")).toContain(addressOf("cp-3"));
    }
  });

  test("grows to five while a worker leaves, one thing at a time", async () => {
    await scaleTo("worker-1", ["cp-1", "cp-2", "cp-3", "cp-4", "cp-5", "worker-1"], 1);
  }, 480_000);

  test("shrinks to three, without the one where it was made", async () => {
    await scaleTo("worker-1", ["cp-3", "cp-4", "cp-5", "worker-1"], 10);
    const hosts = await fileOn("worker-1", "/etc/hosts");
    expect(hosts).not.toContain(`${addressOf("cp-1")} apiserver`);
    expect(hosts).toContain(`${addressOf("cp-4")} apiserver`);
  }, 480_000);

  test("lets its registry go to another host", async () => {
    await scaleTo("cp-5", ["cp-3", "cp-4", "cp-5", "worker-1"], 10);
    const address = addressOf("cp-5");
    expect(await fileOn("worker-1", "/etc/hosts")).toContain(`${address} sealos.hub # sealos`);
    const catalogue = `curl -s -u admin:passw0rd http://${address}:5000/v2/_catalog`;
    expect(await lab.ssh(labOf("cp-3"), catalogue)).toContain("kube-apiserver");
    const old = await lab.run(
      "exec",
      String(labOf("worker-1")),
      "systemctl",
      "is-active",
      "registry",
    );
    expect(old.code).not.toBe(0);
  }, 480_000);

  test("shows a label that was changed by hand, and sets it again", async () => {
    const labelled = { ...MACHINES["worker-1"], node: { labels: { pool: "db" } } };
    const configuration = () =>
      clusterConfiguration({
        ...stack,
        registry: "cp-5",
        hosts: {
          "cp-3": MACHINES["cp-3"],
          "cp-4": MACHINES["cp-4"],
          "cp-5": MACHINES["cp-5"],
          "worker-1": labelled,
        },
      });
    expect(errorsOf(await workspace.apply(configuration()))).toBe("");
    await lab.ssh(3, `${KUBECTL} label node worker-1 pool-`);
    const plan = await workspace.plan();
    expect(plan.actions).toEqual({ "sealos_node.worker-1": ["update"] });
    expect(plan.steps["sealos_node.worker-1"]).toEqual(["worker-1: set labels pool=db"]);
    expect(plan.text).toContain("Labels Or Taints Of worker-1 Were Changed");
    expect(errorsOf(await workspace.applyPlan())).toBe("");
    const node = (await nodesOf(lab, 3)).find(({ name }) => name === "worker-1");
    expect(node?.labels["pool"]).toBe("db");
    expect((await workspace.plan()).actions).toEqual({});
  }, 240_000);

  test("shrinks to one", async () => {
    await scaleTo("cp-5", ["cp-5", "worker-1", "worker-2"], 50);
  }, 480_000);

  test("makes a worker a control plane in one apply", async () => {
    const promoted = { ...MACHINES["worker-2"], role: "control-plane" } as const;
    const hosts = {
      "cp-5": MACHINES["cp-5"],
      "worker-1": MACHINES["worker-1"],
      "worker-2": promoted,
    };
    const configuration = clusterConfiguration({ ...stack, registry: "cp-5", hosts });
    expect(errorsOf(await workspace.apply(configuration))).toBe("");
    expect(await etcdMembersOf(lab, 7)).toEqual(["cp-5", "worker-2"]);
    expect((await workspace.plan()).actions).toEqual({});
  }, 480_000);

  test("is gone once destroyed", async () => {
    expect(errorsOf(await workspace.destroy())).toBe("");
    for (const host of [5, 6, 7]) {
      const left = await lab.run("exec", String(host), "test", "-e", "/etc/kubernetes");
      expect(left.code).not.toBe(0);
    }
  }, 480_000);
});

/** Steps that a host ran, once each. */
function stepsOn(events: readonly PipelineEvent[], host: string): readonly string[] {
  const started = events.filter((event) => event.host === host && event.type === "step-started");
  return [...new Set(started.map(({ step }) => step))];
}

function changed(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.keys(after).filter((step) => before[step] !== after[step]);
}

/** Joins and departures of control planes that were under way at the same time. */
function overlapping(events: readonly PipelineEvent[]): readonly string[] {
  let underWay: string | undefined;
  const found: string[] = [];
  for (const { host, step, type } of events) {
    if (!host.startsWith("cp-") || step !== "change-membership") continue;
    if (type === "task-started") {
      if (underWay !== undefined) found.push(`${host} while ${underWay}`);
      underWay = host;
    } else underWay = undefined;
  }
  return found;
}
