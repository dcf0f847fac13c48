import { readNode, readNodeSteps } from "../../../../../provider/src/pipeline/read-node";
import { aNodeSpec } from "../../../../support/builders";
import { aRunningCluster, signal, type RunningCluster } from "./running-cluster";

let cluster: RunningCluster;
beforeEach(async () => {
  cluster = await aRunningCluster();
});

const read = (name: string, different: object = {}) =>
  readNode(cluster.world.environment, { ...cluster.node(name, "worker"), ...different }, signal);

describe("reading nodes", () => {
  it("asks the cluster once for all of them, and no host", async () => {
    await cluster.join("worker-1", "worker");
    await cluster.join("worker-2", "worker");
    const machines = ["cp-1", "worker-1", "worker-2"].map((name) => cluster.machine(name));
    const before = machines.map(({ lines }) => lines.length);
    const found = await Promise.all([read("worker-1"), read("worker-2"), read("worker-3")]);
    expect(found.map(({ node }) => node?.version)).toEqual(["v1.31.0", "v1.31.0", undefined]);
    const [asked = [], ...others] = machines.map(({ lines }, index) => lines.slice(before[index]));
    expect(asked.filter((line) => line.includes(" get nodes "))).toHaveLength(1);
    expect(others).toEqual([[], []]);
  });

  it("asks again once this run has changed the cluster", async () => {
    expect((await read("worker-1")).node).toBeUndefined();
    await cluster.join("worker-1", "worker");
    expect((await read("worker-1")).node?.name).toBe("worker-1");
  });

  it("waits for a silent cluster once, however many nodes it has", async () => {
    cluster.machine("cp-1").isAway = true;
    await expect(read("worker-1")).rejects.toThrow("no control plane answers");
    cluster.machine("cp-1").isAway = false;
    await expect(read("worker-2")).rejects.toThrow("no control plane answers");
  });

  it("tells another machine under the name of a node", async () => {
    const { host } = await cluster.join("worker-1", "worker");
    const other = { host: { ...host, machineId: "f".repeat(32) } };
    expect(await read("worker-1", other)).toMatchObject({ isSame: false });
  });

  it("believes no other cluster", async () => {
    await expect(read("worker-1", { clusterId: "uid-of-old" })).rejects.toThrow(
      /belongs to another cluster \(uid-of-prod, not uid-of-old\)/,
    );
  });

  it("knows from its host how far an unfinished one has come", async () => {
    await cluster.join("worker-1", "worker");
    const steps = await readNodeSteps(cluster.world.environment, { spec: aNodeSpec(), signal });
    expect(Object.keys(steps)).toContain("mark-node");
  });
});
