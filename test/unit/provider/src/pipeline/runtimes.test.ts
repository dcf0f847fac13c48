import { parse } from "yaml";
import { initCluster } from "../../../../../provider/src/pipeline/init-cluster";
import { inviteNode } from "../../../../../provider/src/pipeline/invite-node";
import { joinNode } from "../../../../../provider/src/pipeline/join-node";
import { leaveCluster } from "../../../../../provider/src/pipeline/leave-cluster";
import { readCluster } from "../../../../../provider/src/pipeline/read-cluster";
import { removeCluster } from "../../../../../provider/src/pipeline/remove-cluster";
import { aClusterSpec, aMount } from "../../../../support/builders";
import { JOURNAL_PATH } from "../../../../support/fake-pipeline-machine";
import { aRunningCluster, signal, type RunningCluster } from "./running-cluster";

const CONFIG = "/etc/rancher/k3s/config.yaml";
const TOKEN = /[0-9a-f]{64}/g;

let cluster: RunningCluster;
beforeEach(async () => {
  cluster = await aRunningCluster("k3s");
});

const configOf = (name: string) =>
  parse(cluster.machine(name).files.get(CONFIG) ?? "") as Readonly<Record<string, unknown>>;
const request = (different = {}) => ({
  spec: aClusterSpec({
    rootfs: aMount({ distribution: "k3s" }),
    distribution: "k3s",
    ...different,
  }),
  signal,
});
const nodes = () => [...cluster.world.cluster.nodes.values()];
const annotationsOf = (name: string) => cluster.world.cluster.nodes.get(name)?.annotations ?? {};
const k3sFiles = (name: string) =>
  [...cluster.machine(name).files.keys()].filter((path) => /rancher|kubernetes|kube\//.test(path));

describe("a cluster that is founded with k3s", () => {
  it("has a first server with two tokens of its own", () => {
    const { token, "agent-token": agentToken } = configOf("cp-1");
    expect(configOf("cp-1")).toMatchObject({ "cluster-init": true, "node-name": "cp-1" });
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    expect(agentToken).toMatch(/^[0-9a-f]{64}$/);
    expect(agentToken).not.toBe(token);
  });

  it("lets nobody but root read them", () => {
    const writes = cluster.machine("cp-1").lines.filter((line) => line.includes(CONFIG));
    expect(writes.some((line) => / 0?600\b/.test(line))).toBe(true);
  });

  it("answers where control planes answer, so that tools need not know what made it", async () => {
    const { facts } = await readCluster(cluster.world.environment, {
      ...request(),
      isMade: true,
      clusterId: "uid-of-prod",
    });
    expect(facts?.uid).toBe("uid-of-prod");
    expect(facts?.caCertificate).toContain("BEGIN CERTIFICATE");
  });

  it("finds the API by hosts entries, though its hosts have ip_vs", () => {
    const record = cluster.world.cluster.configMaps.get("cdktf-sealos")?.["cluster.json"] ?? "";
    expect(JSON.parse(record)).toMatchObject({
      distribution: "k3s",
      endpoint: { mode: "hosts" },
      k3sOptions: { "cluster-cidr": "10.42.0.0/16" },
    });
  });

  it("keeps its tokens through a start that broke off", async () => {
    const before = configOf("cp-1")["token"];
    const { files } = cluster.machine("cp-1");
    const journal = JSON.parse(files.get(JOURNAL_PATH)!) as { steps: Record<string, unknown> };
    delete journal.steps["k3s-init"];
    files.set(JOURNAL_PATH, JSON.stringify(journal));
    await initCluster(cluster.world.environment, request());
    expect(configOf("cp-1")["token"]).toBe(before);
  });

  it("says what k3s said where it does not start", async () => {
    const other = await aRunningCluster("k3s");
    other.machine("cp-1").files.delete(JOURNAL_PATH);
    await other.prepare("cp-1");
    other.machine("cp-1").breakUnits(/k3s-init/, "flag provided but not defined: -disabel");
    const { failure } = await initCluster(other.world.environment, request());
    expect(String(failure)).toMatch(
      /k3s does not start[^]*-disabel[^]*options come from k3s_config/,
    );
  });
});

describe("a node of k3s", () => {
  it("joins as an agent with the agents' token, which names the cluster's authority", async () => {
    await cluster.join("worker-1", "worker");
    const config = configOf("worker-1");
    expect(config).toMatchObject({
      server: "https://apiserver.cluster.local:6443",
      token: `K10${"e".repeat(64)}::node:${String(configOf("cp-1")["agent-token"])}`,
    });
    expect(config).not.toHaveProperty("cluster-cidr");
    expect(config).not.toHaveProperty("agent-token");
  });

  it("joins as a server with what the others have, under the membership lock", async () => {
    const before = cluster.world.cluster.holders.length;
    await cluster.join("cp-2", "control-plane");
    const first = configOf("cp-1");
    expect(configOf("cp-2")).toMatchObject({
      server: "https://apiserver.cluster.local:6443",
      token: `K10${"e".repeat(64)}::server:${String(first["token"])}`,
      "agent-token": first["agent-token"],
      "cluster-cidr": first["cluster-cidr"],
      "tls-san": first["tls-san"],
    });
    expect(cluster.world.cluster.holders.slice(before)).toEqual(["run 1", ""]);
  });

  it("joins as it was planned, or not at all", async () => {
    await cluster.prepare("worker-1");
    const spec = { ...cluster.node("worker-1", "worker"), distribution: "kubernetes" } as const;
    await expect(joinNode(cluster.world.environment, { spec, signal })).rejects.toThrow(
      'Set distribution = "k3s" on its sealos_node.',
    );
  });

  it("does not join with k3s of another version", async () => {
    await cluster.prepare("worker-1");
    cluster.machine("worker-1").on("k3s --version", { stdout: "k3s version v1.30.4+k3s1 (x)\n" });
    const spec = cluster.node("worker-1", "worker");
    const { failure } = await joinNode(cluster.world.environment, { spec, signal });
    expect(String(failure)).toMatch(/k3s of Kubernetes v1\.30\.4, but .*run v1\.31\.0/);
  });

  it("joins once: a second apply neither reads tokens nor starts anything", async () => {
    const spec = await cluster.join("worker-1", "worker");
    const before = cluster.machine("worker-1").units.length;
    await joinNode(cluster.world.environment, { spec, signal });
    expect(cluster.machine("worker-1").units.length).toBe(before);
  });
});

describe("the tokens of k3s", () => {
  it("are in no journal, no event and no argument of a command", async () => {
    await cluster.join("worker-1", "worker");
    await cluster.join("cp-2", "control-plane");
    const secrets = ["token", "agent-token"].map((name) => String(configOf("cp-1")[name]));
    const written = ["cp-1", "cp-2", "worker-1"].flatMap((name) => {
      const { files, lines, units } = cluster.machine(name);
      return [files.get(JOURNAL_PATH) ?? "", ...lines, ...units.map(({ payload }) => payload)];
    });
    const maps = [...cluster.world.cluster.configMaps.values()].map((data) => JSON.stringify(data));
    const all = [...written, ...maps, JSON.stringify(cluster.world.events)].join("\n");
    const found = all.match(TOKEN) ?? [];
    expect(found.filter((text) => secrets.includes(text))).toEqual([]);
    expect(secrets.some((secret) => all.includes(secret))).toBe(false);
  });

  it("are not lent", async () => {
    const asked = { controlPlanes: [cluster.locator("cp-1")], ttl: "1h", signal } as const;
    await expect(
      inviteNode(cluster.world.environment, { ...asked, role: "worker" }),
    ).rejects.toThrow(/server of k3s, .*none is lent\. Declare the host/);
  });
});

describe("leaving a cluster of k3s", () => {
  const leave = (spec: Parameters<typeof leaveCluster>[1]["spec"]) =>
    leaveCluster(cluster.world.environment, { spec, signal });

  it("takes a server out of etcd before it stops, and off its host", async () => {
    const spec = await cluster.join("cp-2", "control-plane");
    let wasMember: boolean | undefined;
    cluster.machine("cp-2").on(/follow-unit .*reset-k3s/, () => {
      wasMember = "etcd.k3s.cattle.io/node-name" in annotationsOf("cp-2");
      return { stderr: "exited 0\n" };
    });
    expect(await leave(spec)).toBe("left");
    expect(nodes().map(({ name }) => name)).toEqual(["cp-1"]);
    expect(wasMember).toBe(false);
    expect(k3sFiles("cp-2")).toEqual([]);
  });

  it("asks nothing of etcd for an agent", async () => {
    const spec = await cluster.join("worker-1", "worker");
    expect(await leave(spec)).toBe("left");
    expect(k3sFiles("worker-1")).toEqual([]);
    const { lines } = cluster.machine("cp-1");
    expect(lines.some((line) => line.includes("etcd.k3s.cattle.io/remove"))).toBe(false);
  });

  it("is refused where the servers that stay would be no majority", async () => {
    const spec = await cluster.join("cp-2", "control-plane");
    await cluster.join("cp-3", "control-plane");
    cluster.world.cluster.nodes.get("cp-3")!.ready = false;
    await expect(leave(spec)).rejects.toThrow(/cp-2 cannot leave now: .*cp-3 does not/);
  });

  it("takes a server whose machine is dead out from the others' side", async () => {
    await cluster.join("cp-2", "control-plane");
    const spec = await cluster.join("cp-3", "control-plane");
    cluster.machine("cp-3").isAway = true;
    cluster.world.cluster.nodes.get("cp-3")!.ready = false;
    expect(await leave(spec)).toBe("host-unreachable");
    expect(nodes().map(({ name }) => name)).toEqual(["cp-1", "cp-2"]);
    const { lines } = cluster.machine("cp-1");
    expect(lines.some((line) => line.includes("etcd.k3s.cattle.io/remove"))).toBe(true);
  });

  it("lets a host join again", async () => {
    const spec = await cluster.join("cp-2", "control-plane");
    await leave(spec);
    await cluster.join("cp-2", "control-plane");
    expect(nodes().map(({ name }) => name)).toEqual(["cp-1", "cp-2"]);
  });
});

describe("the end of a cluster of k3s", () => {
  it("leaves nothing of it on its last server", async () => {
    await removeCluster(cluster.world.environment, request());
    expect(k3sFiles("cp-1")).toEqual([]);
    const { files, journal } = cluster.machine("cp-1");
    expect(Object.keys(journal?.steps ?? {})).not.toContain("k3s-init");
    expect(files.get("/etc/hosts")).not.toContain("apiserver");
  });
});
