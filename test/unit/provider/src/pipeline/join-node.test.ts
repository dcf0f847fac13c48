import { clusterOf, joinNode } from "../../../../../provider/src/pipeline/join-node";
import { aNodeSpec } from "../../../../support/builders";
import { JOIN_TOKEN, CERTIFICATE_KEY } from "../../../../support/fake-pipeline-cluster";
import { aRunningCluster, signal, type RunningCluster } from "./running-cluster";

let cluster: RunningCluster;
beforeEach(async () => {
  cluster = await aRunningCluster();
});

const worker = aNodeSpec({ labels: { pool: "general" } });
const secondControlPlane = (): ReturnType<typeof aNodeSpec> =>
  aNodeSpec({ name: "cp-2", role: "control-plane", host: cluster.locator("cp-2") });

describe("joining a node", () => {
  it("makes a prepared host a node, labelled and ready", async () => {
    const { world } = cluster;
    await cluster.prepare("worker-1");
    const { failure, node } = await joinNode(world.environment, { spec: worker, signal });
    expect(failure).toBeUndefined();
    expect(node).toMatchObject({ name: "worker-1", role: "worker", ready: true });
    expect(node?.labels).toEqual({ pool: "general" });
    expect(world.cluster.holders).toEqual([]);
    cluster.machine("worker-1").verify();
  });

  it("makes a control plane under the cluster's membership lock, and gives that back", async () => {
    await cluster.prepare("cp-2");
    const { failure } = await joinNode(cluster.world.environment, {
      spec: secondControlPlane(),
      signal,
    });
    expect(failure).toBeUndefined();
    expect(cluster.world.cluster.nodes.get("cp-2")?.role).toBe("control-plane");
    expect(cluster.world.cluster.holders).toEqual(["run 1", ""]);
  });

  it("leaves no join material behind, in no command line and in no journal", async () => {
    await cluster.prepare("cp-2");
    await joinNode(cluster.world.environment, { spec: secondControlPlane(), signal });
    expect([...cluster.world.cluster.tokens]).toEqual([]);
    for (const machine of [cluster.machine("cp-1"), cluster.machine("cp-2")]) {
      const traces = [...machine.lines, ...machine.files.values()].join("\n");
      expect(traces).not.toContain(JOIN_TOKEN);
      expect(traces).not.toContain(CERTIFICATE_KEY);
    }
    expect(JSON.stringify(cluster.world.events)).not.toMatch(`${JOIN_TOKEN}|${CERTIFICATE_KEY}`);
  });

  it("takes the token back when the join fails, and reports how far it came", async () => {
    await cluster.prepare("worker-1");
    cluster.machine("worker-1").breakUnits(/kubeadm-join/, "connection refused");
    const outcome = await joinNode(cluster.world.environment, { spec: worker, signal });
    expect(outcome.failure).toMatchObject({ step: "join", host: "worker-1" });
    expect(outcome.node).toBeUndefined();
    expect(Object.keys(outcome.finished)).toContain("api-server-host");
    expect([...cluster.world.cluster.tokens]).toEqual([]);
  });

  it("does not begin on a host that is not prepared", async () => {
    const join = joinNode(cluster.world.environment, { spec: worker, signal });
    await expect(join).rejects.toThrow(/^worker-1 is not prepared: .*does not join/);
    expect(cluster.machine("worker-1").units).toEqual([]);
  });

  it("does not begin while no control plane answers", async () => {
    await cluster.prepare("worker-1");
    cluster.machine("cp-1").isAway = true;
    const join = joinNode(cluster.world.environment, { spec: worker, signal });
    await expect(join).rejects.toThrow(
      /no control plane answers[^]*192\.0\.2\.1 cannot be reached/,
    );
  });

  it("does not take the name of a node that is another machine", async () => {
    await cluster.prepare("worker-1");
    await joinNode(cluster.world.environment, { spec: worker, signal });
    const { host } = await cluster.prepare("worker-2");
    const { failure } = await joinNode(cluster.world.environment, {
      spec: aNodeSpec({ host }),
      signal,
    });
    expect((failure as Error).message).toMatch(
      /node named "worker-1" .* another machine .*kubectl delete node/,
    );
  });

  it("wants a cluster that sealos_cluster finished", async () => {
    cluster.world.cluster.configMaps.delete("cdktf-sealos");
    cluster.world.cluster.configMaps.delete("kubeadm-config");
    await expect(clusterOf(cluster.machine("cp-1"))).rejects.toThrow(
      /no ConfigMap kube-system\/cdktf-sealos/,
    );
  });
});
