import {
  describeRealCluster,
  promoted,
  type NodeName,
  type Nodes,
} from "../../support/scenarios/real-cluster";

const VERSION = "v1.20.2";

describeRealCluster("a real cluster that grows and shrinks", [VERSION], (cluster) => {
  const expectApplied = async (registry: NodeName, ...nodes: Nodes) => {
    await cluster().apply(VERSION, registry, ...nodes);
    await cluster().expectCluster(VERSION, ...nodes);
  };
  const THREE: Nodes = ["cp-1", "cp-2", "cp-3", "worker-1", "worker-2"];

  test("begins with one control plane, two workers and an application", async () => {
    await expectApplied("cp-1", "cp-1", "worker-1", "worker-2");
  }, 600_000);

  test("grows to three control planes", async () => {
    await expectApplied("cp-1", ...THREE);
  }, 900_000);

  test("grows to five control planes, which were workers, and shrinks to three again", async () => {
    const five: Nodes = ["cp-1", "cp-2", "cp-3", promoted("worker-1"), promoted("worker-2")];
    await expectApplied("cp-1", ...five);
    await expectApplied("cp-1", ...THREE);
  }, 1_800_000);

  test("shrinks to one worker and one control plane, which is not its first", async () => {
    await expectApplied("cp-2", "cp-2", "worker-1");
  }, 900_000);

  test("ends without a trace on any host", () => cluster().expectNoTrace(), 600_000);
});
