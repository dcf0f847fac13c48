import type { NodeSpec } from "../../../../../provider/src/domain/node-spec";
import { leaveCluster } from "../../../../../provider/src/pipeline/leave-cluster";
import { TransportError } from "../../../../../provider/src/transports/errors";
import { aRunningCluster, signal, type RunningCluster } from "./running-cluster";

let cluster: RunningCluster;
beforeEach(async () => {
  cluster = await aRunningCluster();
});

const leave = (spec: NodeSpec) => leaveCluster(cluster.world.environment, { spec, signal });
const die = (name: string): void => {
  cluster.machine(name).isAway = true;
  cluster.world.cluster.nodes.get(name)!.ready = false;
  cluster.world.cluster.silentMembers.add(name);
};
const nodes = (): readonly string[] => [...cluster.world.cluster.nodes.keys()];
const drained = (): readonly string[] =>
  cluster.machine("cp-1").lines.flatMap((line) => / drain (\S+)/.exec(line)?.[1] ?? []);

describe("leaving a cluster", () => {
  it("drains the node, resets its host, and deletes its object", async () => {
    const spec = await cluster.join("worker-1", "worker");
    await cluster.join("worker-2", "worker");
    expect(await leave(spec)).toBe("left");
    expect(drained()).toEqual(["worker-1"]);
    expect(cluster.machine("worker-1").units.at(-1)?.name).toBe("sealos-prod-kubeadm-reset");
    expect(nodes()).toEqual(["cp-1", "worker-2"]);
  });

  it("takes back the steps of the join and leaves the host's own", async () => {
    const spec = await cluster.join("worker-1", "worker");
    await leave(spec);
    const steps = Object.keys(cluster.machine("worker-1").journal?.steps ?? {});
    expect(steps).toContain("bootstrap-postflight");
    expect(steps).not.toContain("join");
    expect(cluster.machine("worker-1").files.get("/etc/hosts")).not.toContain("apiserver");
  });

  it("takes a control plane out under the membership lock, asked of another one", async () => {
    const spec = await cluster.join("cp-2", "control-plane");
    const before = cluster.world.cluster.holders.length;
    expect(await leave(spec)).toBe("left");
    expect(cluster.world.cluster.holders.slice(before)).toEqual(["run 1", ""]);
    expect(nodes()).toEqual(["cp-1"]);
    expect([...cluster.world.cluster.members]).toEqual(["cp-1"]);
  });

  it("takes a control plane out of etcd before its host is reset", async () => {
    const spec = await cluster.join("cp-2", "control-plane");
    cluster.machine("cp-2").breakUnits(/reset/, "the cable is out");
    await expect(leave(spec)).rejects.toThrow("the cable is out");
    expect([...cluster.world.cluster.members]).toEqual(["cp-1"]);
  });

  it("lets the last control plane stay what it is", async () => {
    expect(await leave(cluster.node("cp-1", "control-plane"))).toBe("last-control-plane");
    expect(nodes()).toEqual(["cp-1"]);
    expect(cluster.machine("cp-1").units.some(({ name }) => name.endsWith("reset"))).toBe(false);
  });

  it("lets the last member of etcd stay what it is, though another one is a node still", async () => {
    const spec = await cluster.join("cp-2", "control-plane");
    cluster.world.cluster.members.delete("cp-1");
    expect(await leave(spec)).toBe("last-control-plane");
    expect([...cluster.world.cluster.members]).toEqual(["cp-2"]);
  });
});

describe("a drain", () => {
  it.each([
    ["there is no other worker", () => undefined, []],
    [
      "the only other worker leaves in this run too",
      () => cluster.world.environment.departures.announce("uid-of-prod", "worker-2"),
      ["worker-2"],
    ],
    [
      "the only other worker takes no pods",
      () => (cluster.world.cluster.nodes.get("worker-2")!.unschedulable = true),
      ["worker-2"],
    ],
    [
      "the only other worker is not ready",
      () => (cluster.world.cluster.nodes.get("worker-2")!.ready = false),
      ["worker-2"],
    ],
    [
      "the kubelet of the node cannot end pods",
      () => (cluster.world.cluster.nodes.get("worker-1")!.ready = false),
      ["worker-2"],
    ],
  ])("is left out where %s", async (_, arrange, others) => {
    const spec = await cluster.join("worker-1", "worker");
    for (const name of others) await cluster.join(name, "worker");
    arrange();
    expect(await leave(spec)).toBe("left");
    expect(drained()).toEqual([]);
  });

  it("is left out where the practitioner does not want it", async () => {
    const spec = await cluster.join("worker-1", "worker");
    await cluster.join("worker-2", "worker");
    await leave({ ...spec, drain: { ...spec.drain, enabled: false } });
    expect(drained()).toEqual([]);
  });

  it("that fails stops the departure before anything is reset", async () => {
    const spec = await cluster.join("worker-1", "worker");
    await cluster.join("worker-2", "worker");
    const refused = { exitCode: 1, stderr: "Cannot evict pod: disruption budget" };
    cluster.machine("cp-1").on(/ drain /, refused);
    await expect(leave(spec)).rejects.toThrow("disruption budget");
    expect(nodes()).toContain("worker-1");
  });
});

describe("a dead host", () => {
  it("is taken out from the others' side, and that is told", async () => {
    const spec = await cluster.join("worker-1", "worker");
    die("worker-1");
    expect(await leave(spec)).toBe("host-unreachable");
    expect(nodes()).toEqual(["cp-1"]);
  });

  it("that was a control plane leaves etcd too", async () => {
    const spec = await cluster.join("cp-2", "control-plane");
    die("cp-2");
    expect(await leave(spec)).toBe("host-unreachable");
    expect([...cluster.world.cluster.members]).toEqual(["cp-1"]);
    expect(nodes()).toEqual(["cp-1"]);
  });

  it("is not what a cancelled run means", async () => {
    const spec = await cluster.join("worker-1", "worker");
    const cancelled = new TransportError("worker-1", "cancelled", "worker-1: was cancelled", false);
    cluster.machine("worker-1").on(/acquire-lock/, { error: cancelled });
    await expect(leave(spec)).rejects.toBe(cancelled);
    expect(nodes()).toContain("worker-1");
  });

  it("is not one that restarts while it is reset", async () => {
    const spec = await cluster.join("worker-1", "worker");
    const away = new TransportError("worker-1", "closed", "worker-1 is away", true);
    cluster.machine("worker-1").on(/write-file .*journal/, { error: away }, {});
    expect(await leave(spec)).toBe("left");
    expect(nodes()).toEqual(["cp-1"]);
  });

  it("is not what a failed reset means", async () => {
    const spec = await cluster.join("worker-1", "worker");
    cluster.machine("worker-1").breakUnits(/kubeadm-reset/, "device busy");
    await expect(leave(spec)).rejects.toThrow(/kubeadm reset ended with status 1[^]*device busy/);
    expect(nodes()).toContain("worker-1");
  });
});

describe("a host that is silent while its kubelet reports", () => {
  it("is not given up", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate"] });
    try {
      const spec = await cluster.join("worker-1", "worker");
      cluster.machine("worker-1").isAway = true;
      const leaving = leave(spec);
      const outcome = expect(leaving).rejects.toThrow(
        /worker-1 cannot be reached over SSH, but its kubelet goes on reporting/,
      );
      await jest.advanceTimersByTimeAsync(150_000);
      await outcome;
      expect(nodes()).toContain("worker-1");
    } finally {
      jest.useRealTimers();
    }
  });
});

describe("the majority of etcd", () => {
  beforeEach(async () => {
    await cluster.join("cp-2", "control-plane");
    await cluster.join("cp-3", "control-plane");
    die("cp-3");
  });

  it("keeps a living control plane from leaving while another one is lost", async () => {
    await expect(leave(cluster.node("cp-2", "control-plane"))).rejects.toThrow(
      /cp-2 cannot leave now: .*cp-3 does not answer.*remove cp-3 from the configuration first/,
    );
    expect(nodes()).toContain("cp-2");
  });

  it("is repaired by the departure of the lost one", async () => {
    expect(await leave(cluster.node("cp-3", "control-plane"))).toBe("host-unreachable");
    expect([...cluster.world.cluster.members]).toEqual(["cp-1", "cp-2"]);
    expect(await leave(cluster.node("cp-2", "control-plane"))).toBe("left");
  });
});

describe("a cluster that does not answer at all", () => {
  it("fails the departure, unless the practitioner gives unreachable machines up", async () => {
    const spec = await cluster.join("worker-1", "worker");
    cluster.machine("cp-1").isAway = true;
    await expect(leave(spec)).rejects.toThrow("no control plane answers");
    const environment = { ...cluster.world.environment, forgetsUnreachable: true };
    expect(await leaveCluster(environment, { spec, signal })).toBe("cluster-silent");
  });
});
