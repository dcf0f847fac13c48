import type { ClusterSpec } from "../../../../../provider/src/domain/cluster-spec";
import { parseClusterSteps } from "../../../../../provider/src/domain/cluster-steps";
import { initCluster } from "../../../../../provider/src/pipeline/init-cluster";
import { leaveCluster } from "../../../../../provider/src/pipeline/leave-cluster";
import { readCluster } from "../../../../../provider/src/pipeline/read-cluster";
import { removeCluster } from "../../../../../provider/src/pipeline/remove-cluster";
import { aClusterSpec } from "../../../../support/builders";
import { aRunningCluster, signal, type RunningCluster } from "./running-cluster";
import { finishedIn } from "./workflow-steps";

let cluster: RunningCluster;
beforeEach(async () => {
  cluster = await aRunningCluster();
  await cluster.join("cp-2", "control-plane");
});

const withControlPlanes = (...names: readonly string[]): ClusterSpec =>
  aClusterSpec({
    controlPlanes: names.map((node) => ({ node, locator: cluster.locator(node) })),
  });
const apply = (spec: ClusterSpec) => initCluster(cluster.world.environment, { spec, signal });
const leave = (name: string) =>
  leaveCluster(cluster.world.environment, { spec: cluster.node(name, "control-plane"), signal });
const kept = () => parseClusterSteps(cluster.world.cluster.configMaps.get("cdktf-sealos-steps"));
const initialised = (): readonly string[] =>
  ["cp-1", "cp-2"].filter((name) =>
    cluster.machine(name).units.some((unit) => unit.name.endsWith("kubeadm-init")),
  );
const die = (name: string): void => {
  cluster.machine(name).isAway = true;
  cluster.world.cluster.nodes.get(name)!.ready = false;
};

describe("the steps of a cluster", () => {
  it("are kept by the cluster, with their home", () => {
    expect(kept()).toMatchObject({ home: "cp-1" });
    expect(Object.keys(kept()?.steps ?? {})).toContain("kubeadm-init");
    expect(Object.keys(kept()?.steps ?? {})).not.toContain("bootstrap-init");
  });

  it("go on at another control plane when their home has left, without running again", async () => {
    await leave("cp-1");
    const before = cluster.world.events.length;
    const { finished, failure } = await apply(withControlPlanes("cp-2"));
    expect(failure).toBeUndefined();
    const ran = finishedIn(cluster.world.events.slice(before));
    expect(ran.map(({ step }) => step)).not.toContain("kubeadm-init");
    expect(Object.keys(finished)).toContain("kubeadm-init");
    expect(initialised()).toEqual(["cp-1"]);
    expect(kept()?.home).toBe("cp-2");
  });

  it("are nobody's on the host that left", async () => {
    await leave("cp-1");
    const steps = Object.keys(cluster.machine("cp-1").journal?.steps ?? {});
    expect(steps).toContain("bootstrap-postflight");
    expect(steps).not.toContain("kubeadm-init");
  });

  it("go on at another control plane when their home died", async () => {
    await apply(withControlPlanes("cp-1", "cp-2"));
    die("cp-1");
    const { failure } = await apply(withControlPlanes("cp-1", "cp-2"));
    expect(failure).toBeUndefined();
    expect(kept()?.home).toBe("cp-2");
    cluster.machine("cp-1").isAway = false;
    await apply(withControlPlanes("cp-1", "cp-2"));
    expect(kept()?.home).toBe("cp-2");
  });

  it("are read through any control plane", async () => {
    die("cp-1");
    const spec = withControlPlanes("cp-1", "cp-2");
    const reading = await readCluster(cluster.world.environment, { spec, isMade: true, signal });
    expect(Object.keys(reading.finished)).toContain("kubeadm-init");
    expect(reading.facts?.uid).toBe("uid-of-prod");
  });

  it("are taken back on the last control plane, though it only joined", async () => {
    await leave("cp-1");
    await apply(withControlPlanes("cp-2"));
    await removeCluster(cluster.world.environment, { spec: withControlPlanes("cp-2"), signal });
    const machine = cluster.machine("cp-2");
    expect(machine.units.at(-1)?.name).toBe("sealos-prod-kubeadm-reset");
    expect(Object.keys(machine.journal?.steps ?? {})).not.toContain("join");
    expect(machine.files.get("/etc/hosts")).not.toContain("apiserver");
  });
});

describe("a cluster is never made twice", () => {
  it("while the host where it was made is silent and no other knows of it", async () => {
    await cluster.prepare("cp-3");
    die("cp-1");
    const spec = withControlPlanes("cp-1", "cp-3");
    await expect(apply(spec)).rejects.toThrow("192.0.2.1 cannot be reached");
    expect(cluster.machine("cp-3").units.some(({ name }) => name.endsWith("kubeadm-init"))).toBe(
      false,
    );
  });

  it("while those that joined it do not answer for it", async () => {
    await leave("cp-1");
    cluster.machine("cp-2").files.delete("/etc/kubernetes/admin.conf");
    jest.useFakeTimers();
    const applied = expect(apply(withControlPlanes("cp-2"))).rejects.toThrow(
      "no control plane answers",
    );
    await jest.advanceTimersByTimeAsync(70_000);
    jest.useRealTimers();
    await applied;
    expect(initialised()).toEqual(["cp-1"]);
  });
});
