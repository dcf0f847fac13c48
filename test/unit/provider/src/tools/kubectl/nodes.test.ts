import { parseKubernetesVersion } from "../../../../../../provider/src/domain/kubernetes-version";
import {
  changeNode,
  cordonNode,
  deleteNode,
  drainCommand,
  drainNode,
  getNodes,
  nodePatch,
  reasonsNotAtVersion,
  reasonsNotReady,
  reasonsNotRegistered,
  uncordonNode,
} from "../../../../../../provider/src/tools/kubectl";
import type { ClusterNode } from "../../../../../../provider/src/tools/kubectl";
import { createFakeRunner } from "../../../../../support/fake-runner";

const NODES = {
  items: [
    {
      metadata: {
        name: "cp-1",
        uid: "u-1",
        resourceVersion: "42",
        creationTimestamp: "2026-11-25T07:00:00Z",
        labels: { "node-role.kubernetes.io/master": "", zone: "a" },
      },
      spec: { taints: [{ key: "node-role.kubernetes.io/master", effect: "NoSchedule" }] },
      status: {
        conditions: [
          { type: "MemoryPressure", status: "False" },
          {
            type: "Ready",
            status: "True",
            message: "kubelet is posting ready status",
            lastHeartbeatTime: "2026-11-25T07:05:00Z",
          },
        ],
        addresses: [
          { type: "Hostname", address: "cp-1" },
          { type: "InternalIP", address: "192.0.2.1" },
        ],
        nodeInfo: { machineID: "4be4", kubeletVersion: "v1.20.2" },
      },
    },
    {
      metadata: {
        name: "w-1",
        uid: "u-2",
        resourceVersion: "43",
        creationTimestamp: "2026-11-25T07:01:00Z",
      },
      spec: { unschedulable: true },
      status: {},
    },
  ],
};

/** A server of k3s, as its node tells of etcd. */
const aServer = (voter?: string) => ({
  items: [
    {
      ...NODES.items[0],
      metadata: {
        ...NODES.items[0]!.metadata,
        annotations: { "etcd.k3s.cattle.io/node-name": "cp-1-0a1b2c3d" },
      },
      status: {
        conditions: voter === undefined ? [] : [{ type: "EtcdIsVoter", status: voter }],
      },
    },
  ],
});

it.each([
  [undefined, true],
  ["True", true],
  ["False", false],
])("a member of k3s' etcd votes unless its node denies it: %s", async (voter, isVoter) => {
  const runner = createFakeRunner().on("kubectl", { stdout: JSON.stringify(aServer(voter)) });
  expect((await getNodes(runner))[0]!.etcd).toEqual({ isVoter });
});

const aNode = (changes: Partial<ClusterNode> = {}): ClusterNode => ({
  name: "w-1",
  uid: "u",
  resourceVersion: "7",
  createdAt: "2026-11-25T07:00:00Z",
  role: "worker",
  ready: true,
  readyMessage: "",
  heardAt: "",
  version: "v1.20.2",
  internalIp: "192.0.2.9",
  machineId: "m",
  unschedulable: false,
  labels: { pool: "general", old: "1" },
  taints: [{ key: "a", value: "1", effect: "NoSchedule" }],
  ...changes,
});

const kubernetes = parseKubernetesVersion("v1.20.2")!;

describe("nodes", () => {
  it("are read with their role, address and condition", async () => {
    const host = createFakeRunner().on("kubectl", { stdout: JSON.stringify(NODES) });
    await expect(getNodes(host)).resolves.toEqual([
      {
        name: "cp-1",
        uid: "u-1",
        resourceVersion: "42",
        createdAt: "2026-11-25T07:00:00Z",
        role: "control-plane",
        ready: true,
        readyMessage: "kubelet is posting ready status",
        heardAt: "2026-11-25T07:05:00Z",
        version: "v1.20.2",
        internalIp: "192.0.2.1",
        machineId: "4be4",
        unschedulable: false,
        labels: { "node-role.kubernetes.io/master": "", zone: "a" },
        taints: [{ key: "node-role.kubernetes.io/master", value: "", effect: "NoSchedule" }],
      },
      expect.objectContaining({
        name: "w-1",
        role: "worker",
        ready: false,
        unschedulable: true,
        internalIp: "",
      }),
    ]);
    expect(host.lines).toEqual([
      "kubectl --kubeconfig=/etc/kubernetes/admin.conf --request-timeout=30s get nodes --output=json",
    ]);
  });

  it("have no status in their first moment", async () => {
    const [node] = NODES.items;
    const items = [{ metadata: node!.metadata }];
    const runner = createFakeRunner().on(/get nodes/, { stdout: JSON.stringify({ items }) });
    expect(await getNodes(runner)).toMatchObject([{ name: "cp-1", ready: false, machineId: "" }]);
  });

  it("are cordoned, drained, given back and deleted", async () => {
    const host = createFakeRunner().on("kubectl", {});
    await cordonNode(host, "w-1");
    await drainNode(host, "w-1", { timeoutSeconds: 300, force: true }, kubernetes);
    await uncordonNode(host, "w-1");
    await deleteNode(host, "w-1");
    expect(
      host.lines.map((line) => line.replace(/ --(kubeconfig|request-timeout)=\S+/g, "")),
    ).toEqual([
      "kubectl cordon w-1",
      "kubectl drain w-1 --ignore-daemonsets --delete-emptydir-data --timeout=300s --force",
      "kubectl uncordon w-1",
      "kubectl delete node w-1 --ignore-not-found --wait=true --timeout=30s",
    ]);
  });

  it("are drained by the flag of their time", () => {
    const argv = drainCommand(
      "w-1",
      { timeoutSeconds: 9, force: false },
      parseKubernetesVersion("v1.19.0")!,
    );
    expect(argv).toContain("--delete-local-data");
    expect(argv).not.toContain("--force");
  });
});

describe("a change of a node", () => {
  it.each([
    ["nothing", {}, undefined],
    ["a label as it is", { labels: { pool: "general", gone: null } }, undefined],
    [
      "labels",
      { labels: { pool: "gpu", old: null } },
      { metadata: { labels: { pool: "gpu", old: null } } },
    ],
    [
      "a taint as it is",
      { addedTaints: [{ key: "a", value: "1", effect: "NoSchedule" }] },
      undefined,
    ],
    [
      "a taint of another value",
      { addedTaints: [{ key: "a", value: "2", effect: "NoSchedule" }] },
      {
        metadata: { resourceVersion: "7" },
        spec: { taints: [{ key: "a", value: "2", effect: "NoSchedule" }] },
      },
    ],
    [
      "a taint of another effect",
      {
        addedTaints: [{ key: "a", value: "1", effect: "NoExecute" }],
        removedTaints: [{ key: "a", effect: "NoSchedule" }],
      },
      {
        metadata: { resourceVersion: "7" },
        spec: { taints: [{ key: "a", value: "1", effect: "NoExecute" }] },
      },
    ],
  ] as const)("to %s", (_, change, patch) => {
    expect(nodePatch(aNode(), change)).toEqual(patch);
  });

  it("is sent only when there is one", async () => {
    const host = createFakeRunner().on("kubectl", {});
    await expect(changeNode(host, aNode(), {})).resolves.toBe(false);
    await expect(changeNode(host, aNode(), { labels: { pool: "gpu" } })).resolves.toBe(true);
    expect(host.calls.map(({ argv }) => argv.slice(3))).toEqual([
      ["patch", "node", "w-1", "--type=merge", '--patch={"metadata":{"labels":{"pool":"gpu"}}}'],
    ]);
  });
});

describe("waiting for nodes", () => {
  const nodes = [
    aNode(),
    aNode({ name: "w-2", ready: false, readyMessage: "cni plugin not initialized" }),
    aNode({ name: "w-4", ready: false }),
  ];

  it("says why it goes on", () => {
    expect(reasonsNotReady(nodes, ["w-1"])).toEqual([]);
    expect(reasonsNotReady(nodes, ["w-1", "w-2", "w-3", "w-4"])).toEqual([
      "w-2 is not ready: cni plugin not initialized",
      "w-3 is not registered",
      "w-4 is not ready",
    ]);
    expect(reasonsNotRegistered(nodes, ["w-2", "w-3"])).toEqual(["w-3 is not registered"]);
    expect(reasonsNotAtVersion(nodes, ["w-1", "w-3"], "v1.20.15")).toEqual([
      "w-1 runs v1.20.2, not v1.20.15",
      "w-3 runs nothing, not v1.20.15",
    ]);
    expect(reasonsNotAtVersion(nodes, ["w-1"], "v1.20.2")).toEqual([]);
  });
});
