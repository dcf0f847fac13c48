import { parseKubernetesVersion } from "../../../provider/src/domain/kubernetes-version";
import { retry } from "../../../provider/src/lib/retry";
import {
  putObject,
  changeNode,
  cordonNode,
  deleteNode,
  drainNode,
  findLiving,
  firstLiving,
  getLease,
  getNodes,
  putLease,
  readClusterUid,
  readSystemConfigMap,
  uncordonNode,
} from "../../../provider/src/tools/kubectl";
import type { ClusterNode, Lease } from "../../../provider/src/tools/kubectl";
import type { Runner } from "../../../provider/src/transports/runner";
import { openControlPlane } from "./real-control-plane";
import type { RealControlPlane } from "./real-control-plane";

let controlPlane: RealControlPlane;
let host: Runner;

beforeAll(async () => {
  controlPlane = await openControlPlane();
  await controlPlane.startEtcd();
  await controlPlane.startApiServer();
  host = controlPlane.runner("kubectl");
  await retry(() => findLiving([host]), { isRetryable: () => true, withinMs: 60_000 });
});
afterAll(() => controlPlane.close());

const NODE = JSON.stringify({
  apiVersion: "v1",
  kind: "Node",
  metadata: { name: "w-1", labels: { pool: "general" } },
  spec: { taints: [{ key: "kept", value: "1", effect: "NoSchedule" }] },
});

const node = async (): Promise<ClusterNode> => (await getNodes(host))[0]!;

describe("kubectl, against a real API server", () => {
  it("finds the living control plane behind a dead one", async () => {
    const dead = controlPlane.runner();
    await expect(firstLiving([dead, host], readClusterUid)).resolves.toMatch(/^[0-9a-f-]{36}$/);
    await expect(firstLiving([dead], readClusterUid)).rejects.toThrow(/None of the control planes/);
  });

  it("reads config maps, there or not", async () => {
    const manifest = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "kubeadm-config", namespace: "kube-system" },
      data: { ClusterConfiguration: "kind: ClusterConfiguration\n" },
    };
    await expect(readSystemConfigMap(host, "kubeadm-config")).resolves.toBeUndefined();
    await putObject(host, JSON.stringify(manifest));
    await expect(readSystemConfigMap(host, "kubeadm-config")).resolves.toEqual(manifest.data);
  });

  it("changes labels and taints of a node, and only those", async () => {
    await putObject(host, NODE);
    const before = await node();
    const added = { key: "dedicated", value: "gpu", effect: "NoExecute" } as const;
    await changeNode(host, before, { labels: { pool: null, zone: "a" }, addedTaints: [added] });
    const after = await node();
    expect(after.labels).toMatchObject({ zone: "a" });
    expect(after.labels).not.toHaveProperty("pool");
    // The API server itself adds the taint of a node that is not ready.
    expect(after.taints).toEqual([...before.taints, added]);
    await expect(changeNode(host, after, { removedTaints: [added] })).resolves.toBe(true);
    await expect(changeNode(host, after, { removedTaints: [added] })).rejects.toThrow(
      /kubectl ended with status 1/,
    );
    expect((await node()).taints).toEqual(before.taints);
  });

  it("cordons, drains, gives back and deletes a node, gone or not", async () => {
    const kubernetes = parseKubernetesVersion("v1.20.2")!;
    await putObject(host, NODE);
    await cordonNode(host, "w-1");
    expect((await node()).unschedulable).toBe(true);
    await drainNode(host, "w-1", { timeoutSeconds: 30, force: true }, kubernetes);
    await uncordonNode(host, "w-1");
    expect((await node()).unschedulable).toBe(false);
    await deleteNode(host, "w-1");
    await deleteNode(host, "w-1");
    await expect(getNodes(host)).resolves.toEqual([]);
  });

  it("lets one of two writers have a lease", async () => {
    const wanted: Lease = {
      name: "cdktf-sealos",
      holder: "run-1",
      durationSeconds: 60,
      acquiredAt: new Date("2026-11-25T07:00:00Z"),
      renewedAt: new Date("2026-11-25T07:00:30.500Z"),
      resourceVersion: undefined,
    };
    await expect(getLease(host, wanted.name)).resolves.toBeUndefined();
    const first = await putLease(host, wanted);
    expect(first).toMatchObject({ holder: "run-1", renewedAt: wanted.renewedAt });
    await expect(putLease(host, { ...wanted, holder: "run-2" })).resolves.toBe("conflict");
    const renewed = await putLease(host, { ...(first as Lease), durationSeconds: 90 });
    expect(renewed).toMatchObject({ durationSeconds: 90 });
    await expect(putLease(host, { ...(first as Lease), holder: "run-2" })).resolves.toBe(
      "conflict",
    );
    await expect(getLease(host, wanted.name)).resolves.toEqual(renewed);
  });
});
