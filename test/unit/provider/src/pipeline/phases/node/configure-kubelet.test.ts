import { configureKubelet } from "../../../../../../../provider/src/pipeline/phases/node/configure-kubelet";
import { aNodeSpec } from "../../../../../../support/builders";
import { onNode } from "../contexts";

const CONFIG = "/var/lib/kubelet/config.yaml";

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
});
afterEach(() => {
  jest.useRealTimers();
});

/** A worker whose cluster keeps `maxPods: 90` for the kubelets. */
function onWorker(before: string) {
  const { context, machine, world } = onNode();
  const node = { ...world.cluster.nodes.get("cp-1")!, name: "worker-1", role: "worker" as const };
  world.cluster.nodes.set("worker-1", { ...node, machineId: machine.facts.machineId });
  machine.files.set(CONFIG, before);
  machine
    .on("kubeadm upgrade node phase kubelet-config", () => {
      machine.files.set(CONFIG, "maxPods: 90");
      return {};
    })
    .on("systemctl show kubelet", { stdout: "4711\n" });
  const run = configureKubelet.run(context, aNodeSpec({ name: "worker-1" }));
  let isOver = false;
  void run.then(() => (isOver = true));
  return { run, node: world.cluster.nodes.get("worker-1")!, isOver: () => isOver };
}

describe("configure-kubelet", () => {
  it("restarts no kubelet whose configuration is the cluster's already", async () => {
    const { run, node } = onWorker("maxPods: 90");
    await run;
    expect(node.restarts).toBeUndefined();
  });

  it("ends when the restarted kubelet calls its node Ready: at first it does not", async () => {
    const { run, node, isOver } = onWorker("maxPods: 110");
    await jest.advanceTimersByTimeAsync(1_000);
    expect(node.restarts).toBe(1);
    node.ready = false;
    await jest.advanceTimersByTimeAsync(20_000);
    expect(isOver()).toBe(false);
    node.ready = true;
    await jest.advanceTimersByTimeAsync(1_000);
    await run;
  });

  it("takes no word of the kubelet from before its restart", async () => {
    const { run, node, isOver } = onWorker("maxPods: 110");
    await jest.advanceTimersByTimeAsync(1_000);
    node.restarts = 0;
    await jest.advanceTimersByTimeAsync(20_000);
    expect(isOver()).toBe(false);
    node.restarts = 1;
    await jest.advanceTimersByTimeAsync(1_000);
    await run;
  });
});
