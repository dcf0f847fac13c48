import type { ClusterSpec } from "../../../../../provider/src/domain/cluster-spec";
import { finishedSteps } from "../../../../../provider/src/domain/host-journal";
import type { HostSpec } from "../../../../../provider/src/domain/host-spec";
import { stagedPath } from "../../../../../provider/src/domain/staged-host";
import { initCluster } from "../../../../../provider/src/pipeline/init-cluster";
import { joinNode } from "../../../../../provider/src/pipeline/join-node";
import { intentsOf } from "../../../../../provider/src/pipeline/phase";
import { prepareHost } from "../../../../../provider/src/pipeline/prepare-host";
import { upgradeIntents } from "../../../../../provider/src/pipeline/upgrade/upgrade-control-planes";
import {
  checkHostPhases,
  hostPhasesFor,
} from "../../../../../provider/src/pipeline/workflows/prepare-host";
import { pendingSteps } from "../../../../../provider/src/plan/pending-steps";
import { aClusterSpec, aHostSpec, aMount } from "../../../../support/builders";
import { aRunningCluster, signal, type RunningCluster } from "./running-cluster";

const NEW = aMount({
  image: "labring/kubernetes:v1.31.1",
  version: "v1.31.1",
  digest: `sha256:${"1".repeat(64)}`,
  treeDigest: `sha256:${"2".repeat(64)}`,
});

let cluster: RunningCluster;
beforeEach(async () => {
  cluster = await aRunningCluster();
  await cluster.join("cp-1", "control-plane");
  await cluster.join("cp-2", "control-plane");
  await cluster.join("worker-1", "worker");
  await cluster.join("worker-2", "worker");
});

const spec = (): ClusterSpec =>
  aClusterSpec({
    rootfs: NEW,
    controlPlanes: ["cp-1", "cp-2"].map((node) => ({ node, locator: cluster.locator(node) })),
  });
const hostSpec = (name: string): HostSpec =>
  aHostSpec({
    name,
    address: cluster.locator(name).address,
    roles: name === "cp-1" ? ["control-plane", "registry"] : ["worker"],
    registry: { domain: null, port: null, address: name === "cp-1" ? null : "192.0.2.1" },
    env: { registryPassword: "s3cret" },
    images: [NEW],
  });
const stage = (name: string) =>
  prepareHost(cluster.world.environment, {
    locator: cluster.locator(name),
    spec: hostSpec(name),
    generation: "g1",
    signal,
  });
const stageAll = async (): Promise<void> => {
  for (const name of ["cp-1", "cp-2", "worker-1", "worker-2"]) {
    expect((await stage(name)).failure).toBeUndefined();
  }
};
const upgradeCluster = () => initCluster(cluster.world.environment, { spec: spec(), signal });
const upgradeWorker = (name: string) =>
  joinNode(cluster.world.environment, {
    spec: { ...cluster.node(name, "worker"), kubernetesVersion: "v1.31.1" },
    signal,
  });
const node = (name: string) => cluster.world.cluster.nodes.get(name)!;
const upgraded = (): readonly string[] =>
  cluster.world.events.flatMap(({ type, host, step }) =>
    type === "step-finished" && step === "upgrade-node" ? [host] : [],
  );

describe("a host whose image brings another Kubernetes", () => {
  it("is staged while it is a node: nothing is installed, secrets stay in one file", async () => {
    const units = cluster.machine("worker-1").units.length;
    await stage("worker-1");
    const machine = cluster.machine("worker-1");
    expect(machine.units).toHaveLength(units);
    expect(machine.files.get(stagedPath("prod"))).toContain("s3cret");
    expect(JSON.stringify(machine.journal)).not.toContain("s3cret");
    expect(JSON.stringify(cluster.world.events)).not.toContain("s3cret");
  });

  it("has nothing left to do after its node's turn", async () => {
    await stageAll();
    expect((await upgradeCluster()).failure).toBeUndefined();
    expect((await upgradeWorker("worker-1")).failure).toBeUndefined();
    for (const name of ["cp-1", "cp-2", "worker-1"]) {
      const { finished, installed, failure } = await stage(name);
      expect(failure).toBeUndefined();
      expect(installed).toBe("v1.31.1");
      const standing = { isMember: true, installed };
      const phases = [...checkHostPhases, ...hostPhasesFor(standing, "v1.31.1")];
      expect(pendingSteps(intentsOf(phases, hostSpec(name)), finished)).toEqual([]);
      expect(cluster.machine(name).files.has(stagedPath("prod"))).toBe(false);
    }
  });
});

describe("the control planes of a cluster", () => {
  it("are upgraded one after the other, the home by apply, after a check and a snapshot", async () => {
    await stageAll();
    const { failure, facts } = await upgradeCluster();
    expect(failure).toBeUndefined();
    expect(upgraded()).toEqual(["cp-1", "cp-2"]);
    expect(facts?.kubernetes).toBe("v1.31.1");
    const payload = (name: string) =>
      cluster.machine(name).units.find((unit) => unit.name.endsWith("-kubeadm-upgrade"))?.payload;
    expect(payload("cp-1")).toContain("upgrade apply v1.31.1 --yes");
    expect(payload("cp-2")).toContain("upgrade node");
    const lines = cluster.machine("cp-1").lines;
    expect(lines.findIndex((line) => line.includes("config images pull"))).toBeGreaterThan(0);
    expect(lines.findIndex((line) => line.includes("save-snapshot"))).toBeGreaterThan(0);
    expect(node("cp-2")).toMatchObject({ version: "v1.31.1", unschedulable: false });
    expect(node("cp-2").annotations).toEqual({});
  });

  it("are planned as they will run, and not at all once they stand there", () => {
    const at = (version: string) => ({ version, isUpgrading: false });
    const lines = (standings: Parameters<typeof upgradeIntents>[1]) =>
      upgradeIntents(spec(), standings).flatMap(({ host, lines: own = [] }) =>
        own.map((line) => `${host ?? "home"}: ${line ?? "?"}`),
      );
    expect(lines({ "cp-1": at("v1.31.0"), "cp-2": at("v1.31.0") })).toEqual([
      "home: check that nodes, etcd, hosts and images are ready for v1.31.1",
      "home: keep a snapshot of etcd in /var/lib/sealos/data/prod/snapshots",
      "cp-1: drain, kubeadm upgrade apply v1.31.0 → v1.31.1, install the runtime and Kubernetes, restart kubelet, uncordon",
      "cp-2: drain, kubeadm upgrade node v1.31.0 → v1.31.1, install the runtime and Kubernetes, restart kubelet, uncordon",
    ]);
    expect(
      lines({ "cp-1": at("v1.31.1"), "cp-2": { ...at("v1.31.1"), isUpgrading: true } }),
    ).toContainEqual(expect.stringMatching(/^cp-2: finish the upgrade that broke off \(drain, /));
    expect(lines({ "cp-1": at("v1.31.1"), "cp-2": at("v1.31.1") })).toEqual([]);
    expect(
      upgradeIntents({ ...spec(), rootfs: undefined }, { "cp-1": at("v1.31.0") }),
    ).toContainEqual(expect.objectContaining({ lines: undefined }));
  });

  it.each([
    [
      "a node is not Ready",
      () => (node("worker-2").ready = false),
      /worker-2 is not Ready \(no network\)/,
    ],
    [
      "a member of etcd is silent",
      () => cluster.world.cluster.silentMembers.add("cp-2"),
      /etcd member of cp-2 does not answer/,
    ],
    [
      "a host is not staged",
      () => cluster.machine("cp-2").files.delete(stagedPath("prod")),
      /cp-2 cannot be upgraded to v1\.31\.1: nothing is staged on it\. Give its sealos_host/,
    ],
  ])("are not begun while %s", async (_what, spoil, message) => {
    await stageAll();
    spoil();
    const { failure } = await upgradeCluster();
    expect(failure).toMatchObject({
      step: "check-upgrade",
      message: expect.stringMatching(message) as string,
    });
    expect(upgraded()).toEqual([]);
    expect(cluster.world.cluster.drains).toEqual([]);
  });

  it("go on where one of them failed, and leave those that are done alone", async () => {
    await stageAll();
    cluster.machine("cp-2").breakUnits(/kubeadm-upgrade/, "etcd is slow");
    const { failure } = await upgradeCluster();
    expect(failure).toMatchObject({
      host: "cp-2",
      step: "upgrade-node",
      message: expect.stringMatching(
        /kubeadm-upgrade: kubeadm upgrade node ended with status 1[^]*etcd is slow[^]*cp-2 stays cordoned[^]*kubectl uncordon cp-2/,
      ) as string,
    });
    expect(node("cp-2")).toMatchObject({ unschedulable: true, version: "v1.31.0" });
    cluster.machine("cp-2").mend();
    const drains = cluster.world.cluster.drains.length;
    expect((await upgradeCluster()).failure).toBeUndefined();
    expect(upgraded()).toEqual(["cp-1", "cp-2"]);
    expect(cluster.world.cluster.drains).toHaveLength(drains);
    expect(node("cp-2")).toMatchObject({ unschedulable: false, version: "v1.31.1" });
  });

  it("are installed to the end first where half an installation has taken their API away", async () => {
    await stageAll();
    const machines = ["cp-1", "cp-2"].map((name) => cluster.machine(name));
    machines[0]!.breakUnits(/bootstrap-init/, "No space left on device");
    expect((await upgradeCluster()).failure).toMatchObject({ host: "cp-1", step: "upgrade-node" });
    machines[0]!.mend();
    const admin = "/etc/kubernetes/admin.conf";
    const texts = machines.map(({ files }) => files.get(admin)!);
    machines.forEach(({ files }) => files.delete(admin));
    jest.useFakeTimers();
    try {
      const upgrading = upgradeCluster();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(upgraded()).toEqual([]);
      expect(finishedSteps(machines[0]!.journal!)).toHaveProperty(["upgrade/install-staged"]);
      machines.forEach(({ files }, at) => files.set(admin, texts[at]!));
      await jest.advanceTimersByTimeAsync(60_000);
      expect((await upgrading).failure).toBeUndefined();
    } finally {
      jest.useRealTimers();
    }
    expect(upgraded()).toEqual(["cp-1", "cp-2"]);
  });
});

describe("a worker", () => {
  it("is upgraded after its control planes, and not before", async () => {
    await stageAll();
    const early = await upgradeWorker("worker-1");
    expect(early.failure).toMatchObject({
      message: expect.stringMatching(
        /worker-1 is not upgraded to v1\.31\.1 before its control planes are: cp-1 runs v1\.31\.0/,
      ) as string,
    });
    await upgradeCluster();
    expect((await upgradeWorker("worker-1")).node).toMatchObject({ version: "v1.31.1" });
    expect(node("worker-2").version).toBe("v1.31.0");
  });

  it("whose drain a budget forbids is let in again, and the message names budget and pod", async () => {
    await stageAll();
    await upgradeCluster();
    cluster.world.cluster.guarded.add("worker-1");
    const { failure } = await upgradeWorker("worker-1");
    expect(failure).toMatchObject({
      message: expect.stringMatching(
        /could not be drained within 300 s: disruption budgets keep its pods \(pod default\/web-1 by budget default\/web\)\. Nothing was changed on worker-1/,
      ) as string,
    });
    expect(node("worker-1")).toMatchObject({ unschedulable: false, version: "v1.31.0" });
    expect(node("worker-1").annotations).toEqual({});
  });

  it("that somebody had cordoned stays cordoned", async () => {
    await stageAll();
    await upgradeCluster();
    node("worker-1").unschedulable = true;
    expect((await upgradeWorker("worker-1")).failure).toBeUndefined();
    expect(node("worker-1")).toMatchObject({ unschedulable: true, version: "v1.31.1" });
  });

  it("is not drained where no other would take its pods", async () => {
    await stageAll();
    await upgradeCluster();
    node("worker-2").unschedulable = true;
    const drains = cluster.world.cluster.drains.length;
    expect((await upgradeWorker("worker-1")).failure).toBeUndefined();
    expect(cluster.world.cluster.drains).toHaveLength(drains);
    expect(node("worker-1").unschedulable).toBe(false);
  });

  it("stays where it is when nobody says which version it shall run", async () => {
    await stageAll();
    await upgradeCluster();
    const { failure } = await joinNode(cluster.world.environment, {
      spec: cluster.node("worker-1", "worker"),
      signal,
    });
    expect(failure).toBeUndefined();
    expect(node("worker-1").version).toBe("v1.31.0");
  });

  it("of another version than the cluster does not join", async () => {
    cluster.world.cluster.nodes.delete("worker-2");
    cluster.machine("worker-2").files.set("/usr/bin/kubelet", "v1.31.1");
    const { failure } = await joinNode(cluster.world.environment, {
      spec: cluster.node("worker-2", "worker"),
      signal,
    });
    expect(failure).toMatchObject({
      step: "join",
      message: expect.stringMatching(
        /worker-2 has Kubernetes v1\.31\.1, but the cluster runs v1\.31\.0, so it does not join/,
      ) as string,
    });
  });
});
