import { UNKNOWN } from "../../../../../provider/sdk";
import type { ManagedObject } from "../../../../../provider/sdk/testing";
import {
  aStack,
  aTerraform,
  deployed,
  nodeConfig,
  textOf,
  workerConfig,
  type Stack,
  type Terraform,
} from "./terraform";

let terraform: Terraform;
let stack: Stack;
let worker: ManagedObject;
beforeEach(async () => {
  terraform = await aTerraform();
  stack = await aStack(terraform);
  worker = await deployed(terraform, "sealos_host", workerConfig());
});

const config = (different: object = {}) => nodeConfig(stack, worker, { ...different });
const deploy = () => deployed(terraform, "sealos_node", config());

describe("sealos_node", () => {
  it("is planned step by step, joins as planned, and then plans nothing", async () => {
    const labelled = config({ labels: { pool: "db" } });
    const plan = await terraform.core.plan("sealos_node", labelled);
    expect(plan.planned).toMatchObject({
      id: UNKNOWN,
      kubelet_version: UNKNOWN,
      steps: [
        "worker-1: find the API at 192.0.2.1",
        "worker-1: kubeadm join as worker",
        "worker-1: wait until the node is Ready",
        "worker-1: set labels pool=db",
      ],
    });
    const { object, diagnostics } = await terraform.core.apply(plan);
    expect(diagnostics).toEqual([]);
    expect(object?.state).toMatchObject({
      id: "uid-of-prod/worker-1",
      kubelet_version: "v1.31.0",
      ready: true,
    });
    expect((await terraform.core.plan("sealos_node", labelled, object)).action).toBe("no-op");
  });

  it("waits with its steps until it is said what the cluster is made with, and reads otherwise for k3s", async () => {
    const open = await terraform.core.plan("sealos_node", config({ distribution: UNKNOWN }));
    expect(open.planned).toMatchObject({ steps: UNKNOWN });
    const k3s = await terraform.core.plan("sealos_node", config({ distribution: "k3s" }));
    expect(k3s.planned).toMatchObject({
      steps: expect.arrayContaining(["worker-1: join k3s as worker"]) as unknown,
    });
  });

  it("stays when it is only said what it is", async () => {
    const object = await deploy();
    const said = await terraform.core.plan(
      "sealos_node",
      config({ distribution: "kubernetes" }),
      object,
    );
    expect(said).toMatchObject({ action: "update", planned: { ready: true, steps: [] } });
  });

  it("is relabelled in place", async () => {
    const object = await deploy();
    const plan = await terraform.core.plan(
      "sealos_node",
      config({ labels: { pool: "web" } }),
      object,
    );
    expect(plan).toMatchObject({
      action: "update",
      planned: { steps: ["worker-1: set labels pool=web"] },
    });
    const { object: after } = await terraform.core.apply(plan);
    expect(terraform.world.cluster.nodes.get("worker-1")?.labels).toEqual({ pool: "web" });
    const bare = await deployed(terraform, "sealos_node", config(), after);
    expect(terraform.world.cluster.nodes.get("worker-1")?.labels).toEqual({});
    expect((await terraform.core.plan("sealos_node", config(), bare)).action).toBe("no-op");
  });

  it("is gone when the cluster says so, and only then", async () => {
    const object = await deploy();
    terraform.world.cluster.nodes.delete("worker-1");
    expect((await terraform.core.read(object)).object).toBeNull();
  });

  it("keeps its state with a warning while nobody can be asked", async () => {
    const object = await deploy();
    terraform.world.machine("192.0.2.1").isAway = true;
    const { object: read, diagnostics } = await terraform.core.read(object);
    expect(read?.state["kubelet_version"]).toBe("v1.31.0");
    expect(textOf(diagnostics)).toMatch(/^warning: worker-1 Was Not Refreshed/);
  });

  it("that never joined stays in the state, so that a destroy finds it", async () => {
    terraform.world.cluster.nodes.clear();
    const machine = terraform.world.addMachine("192.0.2.12", "worker-2");
    const second = await deployed(
      terraform,
      "sealos_host",
      workerConfig({ address: "192.0.2.12", name: "worker-2" }),
    );
    machine.breakUnits(/kubeadm-join/, "refused");
    const own = nodeConfig(stack, second, { name: "worker-2" });
    const { object, diagnostics } = await terraform.core.deploy("sealos_node", own);
    expect(textOf(diagnostics)).toMatch(/^error: Joining worker-2 Failed At join/);
    expect((await terraform.core.read(object!)).object).not.toBeNull();
  });

  describe("whose labels and taints were changed by hand", () => {
    const marks = {
      labels: { pool: "db", zone: "a" },
      taints: [{ key: "dedicated", value: "db", effect: "NoSchedule" }],
    };
    const marked = async () => {
      const object = await deployed(terraform, "sealos_node", config(marks));
      const node = terraform.world.cluster.nodes.get("worker-1")!;
      node.labels = { pool: "web", theirs: "1" };
      node.taints = [{ key: "node.kubernetes.io/unreachable", value: "", effect: "NoExecute" }];
      return object;
    };

    it("shows them as they are, says so, and plans to set them again", async () => {
      const { object, diagnostics } = await terraform.core.read(await marked());
      expect(object?.state).toMatchObject({ labels: { pool: "web" }, taints: [] });
      expect(textOf(diagnostics)).toMatch(
        /^warning: Labels Or Taints Of worker-1 Were Changed\nOutside of Terraform: the label pool is web, not db; the label zone=a is gone; the taint dedicated=db:NoSchedule is gone\./,
      );
      const plan = await terraform.core.plan("sealos_node", config(marks), object);
      expect(plan).toMatchObject({
        action: "update",
        planned: {
          steps: [
            "worker-1: set labels pool=db, zone=a",
            "worker-1: set taints dedicated:NoSchedule",
          ],
        },
      });
      const { object: after } = await terraform.core.apply(plan);
      expect(terraform.world.cluster.nodes.get("worker-1")?.labels).toEqual({
        pool: "db",
        zone: "a",
        theirs: "1",
      });
      expect((await terraform.core.plan("sealos_node", config(marks), after)).action).toBe("no-op");
    });

    it("plans nothing once somebody set them back", async () => {
      const { object } = await terraform.core.read(await marked());
      Object.assign(terraform.world.cluster.nodes.get("worker-1")!, {
        labels: marks.labels,
        taints: marks.taints,
      });
      const later = await aTerraform({}, terraform.world);
      const { object: again, diagnostics } = await later.core.read(object!);
      expect(diagnostics).toEqual([]);
      expect((await later.core.plan("sealos_node", config(marks), again)).action).toBe("no-op");
    });
  });

  it("that is not Ready is told, and nothing is planned", async () => {
    const object = await deploy();
    terraform.world.cluster.nodes.get("worker-1")!.ready = false;
    const { object: read, diagnostics } = await terraform.core.read(object);
    expect(read?.state["condition"]).toBe("NotReady: no network");
    expect(textOf(diagnostics)).toMatch(/^warning: worker-1 Is Not Ready\n.*no network/);
    expect((await terraform.core.plan("sealos_node", config(), read)).action).toBe("no-op");
  });

  it("that is another machine now is gone", async () => {
    const object = await deploy();
    Object.assign(terraform.world.cluster.nodes.get("worker-1")!, { machineId: "f".repeat(32) });
    const { object: read, diagnostics } = await terraform.core.read(object);
    expect(read).toBeNull();
    expect(textOf(diagnostics)).toMatch(/^warning: worker-1 Is Another Machine Now/);
  });

  it("goes on with a machine that moved, and is made anew on one that is made anew", async () => {
    const object = await deploy();
    const moved = (worker.state["id"] as string).replace("192.0.2.11", "192.0.2.99");
    const withHost = (host_id: unknown) => config({ host_id });
    expect(await terraform.core.plan("sealos_node", withHost(moved), object)).toMatchObject({
      action: "update",
      planned: { ready: true, steps: [] },
    });
    expect(await terraform.core.plan("sealos_node", withHost(UNKNOWN), object)).toMatchObject({
      action: "replace",
      requiresReplace: [["host_id"]],
    });
  });

  it("is not visited for a change that concerns no host", async () => {
    const object = await deploy();
    const { lines } = terraform.world.machine("192.0.2.11");
    const before = lines.length;
    await deployed(terraform, "sealos_node", config({ timeouts: { create: "1h" } }), object);
    expect(lines.slice(before)).toEqual([]);
  });

  it("leaves the cluster when it is destroyed", async () => {
    const object = await deploy();
    expect(await terraform.core.destroy(object)).toEqual({ object: null, diagnostics: [] });
    expect([...terraform.world.cluster.nodes.keys()]).toEqual(["cp-1"]);
  });

  it("tells what is left behind on a dead host", async () => {
    const object = await deploy();
    terraform.world.machine("192.0.2.11").isAway = true;
    terraform.world.cluster.nodes.get("worker-1")!.ready = false;
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
    const destroying = terraform.core.destroy(object);
    await jest.advanceTimersByTimeAsync(60_000);
    jest.useRealTimers();
    const { object: after, diagnostics } = await destroying;
    expect(after).toBeNull();
    expect(textOf(diagnostics)).toMatch(
      /^warning: worker-1 Was Removed Without Its Host[^]*wipe it before it is used again/,
    );
  });

  it("says of the last control plane that it stays", async () => {
    const own = { name: "cp-1", role: "control-plane", host_id: stack.host.state["id"] };
    const object = await deployed(terraform, "sealos_node", config(own));
    const { object: after, diagnostics } = await terraform.core.destroy(object);
    expect(after).toBeNull();
    expect(textOf(diagnostics)).toMatch(/^warning: cp-1 Stays The Last Control Plane/);
    expect([...terraform.world.cluster.nodes.keys()]).toEqual(["cp-1"]);
  });

  it("is planned before its cluster and its host exist", async () => {
    const open = config({ cluster_id: UNKNOWN, host_id: UNKNOWN, control_plane: [UNKNOWN] });
    const plan = await terraform.core.plan("sealos_node", open);
    expect(plan.planned).toMatchObject({
      steps: [
        UNKNOWN,
        "worker-1: kubeadm join as worker",
        "worker-1: wait until the node is Ready",
      ],
    });
    const { object, diagnostics } = await terraform.core.apply(plan, config());
    expect(diagnostics).toEqual([]);
    expect(object?.state["ready"]).toBe(true);
  });

  it.each([["name"], ["role"], ["labels"], ["taints"], ["drain"]])(
    "stays true when %s becomes known",
    async (name) => {
      const plan = await terraform.core.plan("sealos_node", config({ [name]: UNKNOWN }));
      const { object, diagnostics } = await terraform.core.apply(plan, config());
      expect(diagnostics).toEqual([]);
      expect(object?.state["ready"]).toBe(true);
    },
  );
});

describe("the drain of sealos_node", () => {
  it.each([
    ["by default", {}, "--timeout=300s --force"],
    ["as long as it is told", { drain: { timeout: "90s" } }, "--timeout=90s --force"],
    ["without force where that is told", { drain: { force: false } }, "--timeout=300s"],
  ])("goes on %s", async (_, different, words) => {
    const second = workerConfig({ address: "192.0.2.12", name: "worker-2" });
    terraform.world.addMachine("192.0.2.12", "worker-2");
    const refuge = await deployed(terraform, "sealos_host", second);
    await deployed(terraform, "sealos_node", nodeConfig(stack, refuge, { name: "worker-2" }));
    const object = await deployed(terraform, "sealos_node", config(different));
    await terraform.core.destroy(object);
    expect(terraform.world.cluster.drains).toEqual([
      expect.stringMatching(new RegExp(`${words}$`)),
    ]);
  });
});
